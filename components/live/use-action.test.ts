import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"

const IMPORT = /^import\s+(?!type\s)([^"]*?)\s+from\s+"@?[\w./-]*\/actions"/gm
const STRING_OR_COMMENT = /"[^"\n]*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

/** Calls that answer in another way; who says what when they are lost. */
const OTHERWISE = [
  // Nobody waits for it: it is told again with the next touch.
  "components/live/idle-guard.tsx stayActive",
  // Handed to useSignOut, for it ends in a redirect.
  "app/(portal)/layout.tsx signOut",
]

const files = ["app", "components"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => ({
      path: `${folder}/${path}`,
      text: readFileSync(`${folder}/${path}`, "utf8"),
    })),
)
const callers = files.flatMap(({ path, text }) => {
  const names = [...text.matchAll(IMPORT)].flatMap(([, names = ""]) => names.match(/[*\w]+/g) ?? [])
  return names.length > 0 ? [{ path, text, names }] : []
})

/** How often a file names an action otherwise than to hand it to `useAction`, or for its type. */
function bareUses(text: string, name: string): number {
  const code = text.replace(IMPORT, "").replace(STRING_OR_COMMENT, "")
  const all = code.match(new RegExp(`(?<![.\\w])${name}\\b`, "g")) ?? []
  const safe = code.match(new RegExp(`(?:useAction\\(\\s*|typeof )${name}\\b`, "g")) ?? []
  return all.length - safe.length
}

describe("a component that calls a server action", () => {
  it("is found", () => {
    expect(callers.length).toBeGreaterThan(40)
    expect(bareUses("const result = await save({ id })", "save")).toBe(1)
    expect(bareUses('const keep = useAction(save, "repeat") // save', "save")).toBe(0)
  })

  it.each(callers)("has words for a lost connection, in $path", ({ path, text, names }) => {
    const bare = names.filter((name) => name.includes("*") || bareUses(text, name) > 0)
    expect(bare.filter((name) => !OTHERWISE.includes(`${path} ${name}`))).toEqual([])
  })

  it("imports it by its name, at the top", () => {
    const hidden = files.filter(({ text }) => /import\(\s*["'`][^"'`]*\/actions["'`]/.test(text))
    expect(hidden.map(({ path }) => path)).toEqual([])
  })
})
