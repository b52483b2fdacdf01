import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { describe, expect, it } from "vitest"
import { EVERYWHERE } from "@/lib/i18n/catalogue"

const IMPORT =
  /^(?:import|export)\s+(?!type\s)[^"']*?["']([^"']+)["']|import\(\s*["']([^"']+)["']/gm
const PART =
  /partOf\(\s*\(\) =>\s*import\("([^"]+)"\)\.then\(\(file\) => file\.\w+\),?\s*(\[[^\]]*\])?/g

type File = {
  text: string
  isClient: boolean
  imports: string[]
  /** What it fetches when that is first shown, with the namespaces that come along. */
  fetches: { target: string; says: string[] }[]
  /** Namespaces that it puts around what it shows. */
  gives: string[]
  /** Namespaces that it takes its own words from. */
  says: string[]
}

const files = new Map<string, File | null>()

function fileAt(path: string): File | null {
  const known = files.get(path)
  if (known !== undefined) return known
  const file = existsSync(path) ? read(path) : null
  files.set(path, file)
  return file
}

function read(path: string): File {
  const text = readFileSync(path, "utf8")
  const fetches = [...text.matchAll(PART)].flatMap(([, specifier, says]) => {
    const target = resolve(path, specifier ?? "")
    return target ? [{ target, says: namesIn(text, says ?? "[]") }] : []
  })
  const imports = [...text.matchAll(IMPORT)].flatMap(([, still, lazy]) => {
    const target = resolve(path, still ?? lazy ?? "")
    return target && !fetches.some((part) => part.target === target) ? [target] : []
  })
  const said = [...text.matchAll(/useTranslations(?:<[^>]*>)?\(\s*["'`]([\w.]+)/g)]
  return {
    text,
    isClient: /^["']use client["']/m.test(text),
    imports,
    fetches,
    gives: [...text.matchAll(/<Translated\s+of=\{([^}]+)\}/g)].flatMap(([, of]) =>
      namesIn(text, of ?? ""),
    ),
    says: said.map(([, name]) => name ?? ""),
  }
}

/** The names of a list that is written out, or of a constant that holds one. */
function namesIn(text: string, list: string): string[] {
  const written = list.startsWith("[")
    ? list
    : (new RegExp(`const ${list}\\b[^=]*=\\s*(\\[[^\\]]*\\])`).exec(text)?.[1] ?? "")
  return [...written.matchAll(/"([\w.]+)"/g)].map(([, name]) => name ?? "")
}

function resolve(from: string, specifier: string): string | null {
  if (!/^(@\/|\.)/.test(specifier)) return null
  const bare = specifier.startsWith("@/")
    ? specifier.slice(2)
    : normalize(join(dirname(from), specifier))
  return [`${bare}.tsx`, `${bare}.ts`].find((path) => existsSync(path)) ?? null
}

type Words = { given: string[]; needed: Map<string, string> }

/** Namespaces that a browser needs for `start`, with the way to each, and those that are given. */
function wordsOf(start: string): Words {
  const words: Words = { given: [], needed: new Map() }
  const seen = new Set<string>()
  const visit = (path: string, inBrowser: boolean, way: string[], held: string[]) => {
    const file = fileAt(path)
    // What lib says is handed to it.
    if (!file || /^lib\/|^db\//.test(path)) return
    const here = inBrowser || file.isClient
    const visited = `${path} ${here} ${held}`
    if (seen.has(visited)) return
    seen.add(visited)
    const along = [...way, path]
    if (!here) words.given.push(...file.gives)
    for (const name of here ? file.says : []) {
      if (!isGiven(name, held) && !words.needed.has(name)) words.needed.set(name, along.join(" > "))
    }
    for (const target of file.imports) visit(target, here, along, held)
    for (const { target, says } of file.fetches) visit(target, here, along, [...held, ...says])
  }
  visit(start, false, [], [])
  return words
}

/** By itself, or with a group or part that it belongs to. */
function isGiven(name: string, given: readonly string[]): boolean {
  return given.some((each) => name === each || name.startsWith(`${each}.`))
}

/** The layouts around a file, the outermost first. */
function layoutsAbove(path: string): string[] {
  const own = path.endsWith("/layout.tsx") ? [path] : []
  return dirname(path)
    .split("/")
    .map((_, at, all) => `${all.slice(0, at + 1).join("/")}/layout.tsx`)
    .filter((layout) => existsSync(layout) && !own.includes(layout))
}

const shown = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)(page|layout|error|loading|not-found)\.tsx$/.test(path))
  .map((path) => `app/${path}`)

describe("the words that a page sends to the browser", () => {
  it("are looked for in every page", () => {
    expect(shown.length).toBeGreaterThan(30)
  })

  it.each(shown)("of %s are all that is said there", (path) => {
    const { given, needed } = wordsOf(path)
    const above = layoutsAbove(path).flatMap((layout) => wordsOf(layout).given)
    const known = [...EVERYWHERE, ...above, ...given]
    expect([...needed].filter(([name]) => !isGiven(name, known))).toEqual([])
  })
})
