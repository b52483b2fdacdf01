import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, normalize, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

const root = fileURLToPath(new URL("..", import.meta.url))
const FOLDERS = ["app", "components", "lib", "db", "simulator", "e2e", "bench", "scripts"]
const IMPORT = /(?:from\s+|import\s*\(\s*|^import\s+)["']([^"']+)["']/gm

/** What each part of the tree may import from. Tests may use `db/testing` besides. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  app: ["app", "components", "lib", "db/enums"],
  components: ["components", "lib", "db/enums"],
  lib: ["lib", "db"],
  db: ["db", "lib"],
  simulator: ["simulator"],
  e2e: ["e2e", "db/testing", "db/embedded", "scripts"],
  bench: ["bench", "lib", "db", "scripts"],
  scripts: ["scripts", "lib", "db"],
}

type File = { path: string; text: string; imports: string[] }

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !/node_modules|\.next/.test(path))
}

function resolve(from: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return specifier.slice(2)
  if (specifier.startsWith(".")) return normalize(join(dirname(from), specifier))
  return null
}

const files: File[] = FOLDERS.flatMap((folder) => {
  try {
    return walk(folder)
  } catch {
    return []
  }
}).map((path) => {
  const text = readFileSync(join(root, path), "utf8")
  const imports = [...text.matchAll(IMPORT)].flatMap(([, specifier]) => {
    const target = specifier ? resolve(path, specifier) : null
    return target ? [target] : []
  })
  return { path, text, imports }
})

const product = files.filter(({ path }) => !/\.test\.tsx?$/.test(path))

describe("the architecture", () => {
  it("finds the code that it guards", () => {
    expect(product.length).toBeGreaterThan(100)
  })

  it("lets imports go one way", () => {
    const wrong = product.flatMap(({ path, imports }) => {
      const allowed = MAY_IMPORT[path.split("/")[0] ?? ""] ?? []
      return imports
        .filter((target) => !allowed.some((part) => `${target}/`.startsWith(`${part}/`)))
        .map((target) => `${path} imports ${target}`)
    })
    expect(wrong).toEqual([])
  })

  it("keeps the rules of the domain away from the database's code", () => {
    const pure =
      /^lib\/(attention\/(advance|evidence)|regimens\/occurrences|doses\/(reduce|figures|runs)|replies\/(classify|match|decide|normalise)|messages\/(gate|segments|why-not)|consent\/(suspect|standing)|patients\/(need|phone|reach)|regimens\/rezone|static-numbers\/(standing|read-number))\.ts$/
    const found = product.filter(({ path }) => pure.test(path))
    expect(found.length).toBe(21)
    for (const { path, text, imports } of found) {
      expect(text, path).not.toMatch(/Date\.now|new Date\(\)|drizzle|server-only/)
      for (const target of imports) expect(target, path).not.toMatch(/^db\/(client|schema)/)
    }
  })

  it("exports nothing but async functions from a 'use server' file", () => {
    const actions = product.filter(({ text }) => /^["']use server["']/.test(text))
    expect(actions.length).toBeGreaterThan(2)
    for (const { path, text } of actions) {
      expect(text, path).toMatch(/staffAction/)
      for (const [line] of text.matchAll(/^export .*$/gm)) {
        expect(line, path).toMatch(/^export (async function|type) /)
      }
    }
  })

  it("marks what holds secrets or authority as the server's", () => {
    const secret = product.filter(({ path }) =>
      /^lib\/(auth\/(context|session|unit-of-work|seal)|biot\/(http|service-token|sms))\.ts$/.test(
        path,
      ),
    )
    expect(secret.length).toBe(7)
    for (const { path, text } of secret) expect(text, path).toContain('import "server-only"')
  })

  it("opens transactions in one place", () => {
    const openers = product
      .filter(({ path }) => /^(lib|app|components)\//.test(path))
      .filter(({ text }) => text.includes(".transaction("))
      .map(({ path }) => path)
    expect(openers).toEqual(["lib/auth/unit-of-work.ts"])
  })

  it("draws in the browser's components alone", () => {
    // React parts a long page of the server anywhere; inside of a drawing it writes a style
    // attribute, which the content security policy refuses.
    const isBrowsers = ({ path, text }: File): boolean => {
      if (/^["']use client["']/.test(text)) return true
      const users = product.filter(({ imports }) => imports.includes(path.replace(/\.tsx$/, "")))
      return users.length > 0 && users.every(isBrowsers)
    }
    const drawings = product.filter(
      ({ path, text }) => /^(app|components)\/.*\.tsx$/.test(path) && text.includes("<svg"),
    )
    expect(drawings.length).toBeGreaterThan(3)
    for (const file of drawings) expect(isBrowsers(file), file.path).toBe(true)
  })

  it("has no folder of leftovers and no file of everything", () => {
    for (const { path } of product) {
      expect(path).not.toMatch(/(^|\/)(utils|helpers|misc|common|types)(\.tsx?|\/)/)
    }
    for (const { path, text } of product) {
      if (path.startsWith("db/seed/") || path.includes("/languages/")) continue
      expect(text.split("\n").length, path).toBeLessThanOrEqual(300)
    }
  })
})
