import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import type { Ask } from "./authority-expectations"
import { type Asking, withinRequest } from "./request-scope"

const root = fileURLToPath(new URL("../..", import.meta.url))
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
const FRAME = /(^|\/)(page|layout|template|default)\.tsx?$/

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>
type Action = (input: unknown) => Promise<unknown>
export type Page = (props: {
  params: Promise<object>
  searchParams: Promise<object>
  children?: unknown
}) => unknown

function sourcesOf(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .filter((path) => !/\.test\.tsx?$/.test(path)),
  )
}

/** Every route handler there is, by method and path, found in the file system. */
export async function findHandlers(): Promise<Map<string, Handler>> {
  const found = new Map<string, Handler>()
  for (const path of sourcesOf("app").filter((each) => /(^|\/)route\.tsx?$/.test(each))) {
    const module: Record<string, Handler> = await import(join(root, path))
    const address = path
      .replace(/^app/, "")
      .replace(/\/route\.tsx?$/, "")
      .replace(/\/\([^)]+\)/g, "")
    for (const name of METHODS) {
      if (module[name]) found.set(`${name} ${address}`, module[name])
    }
  }
  return found
}

/** Every export of a file that holds a 'use server', even one inside a function, by file and name. */
export async function findActions(): Promise<Map<string, Action>> {
  const found = new Map<string, Action>()
  for (const path of sourcesOf("app", "components", "lib")) {
    const text = readFileSync(join(root, path), "utf8")
    if (!/^\s*["']use server["']/m.test(text)) continue
    const module: Record<string, Action> = await import(join(root, path))
    for (const [name, value] of Object.entries(module)) found.set(`${path} ${name}`, value)
  }
  return found
}

/** Every page, frame and computed metadata there is, by its file. */
export async function findPages(): Promise<Map<string, Page>> {
  const found = new Map<string, Page>()
  for (const path of sourcesOf("app").filter((each) => FRAME.test(each))) {
    const module: { default: Page; generateMetadata?: Page } = await import(join(root, path))
    found.set(path, module.default)
    if (module.generateMetadata) found.set(`${path} generateMetadata`, module.generateMetadata)
  }
  return found
}

/** Calls a handler as Next would for this asker; a stream ends at once. */
export async function callHandler(
  [name, handler]: [string, Handler | undefined],
  asking: Asking,
  ask: Ask,
) {
  if (!handler) throw new Error(`There is no ${name}.`)
  const [method] = name.split(" ")
  const ending = new AbortController()
  // As a browser says of what our own pages ask for.
  const headers = { "sec-fetch-site": "same-origin" }
  const init = { method, headers, signal: ending.signal, body: JSON.stringify(ask.body) }
  const request = new Request("http://portal.test/", init as RequestInit)
  const params = Promise.resolve(ask.params ?? {})
  const response = await withinRequest(asking, () => handler(request, { params }))
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream")
  if (isStream) ending.abort()
  return { status: response.status, headers: response.headers, text: await response.text() }
}
