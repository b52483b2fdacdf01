// Before anything of Next's, which would otherwise hold on to a storage that refuses to work.
import "next/dist/server/node-environment-baseline"
import { format } from "node:util"
import { afterEach } from "vitest"

let complaints: string[] = []

// A test that expects a warning replaces these for itself with `vi.spyOn`.
console.error = (...words: unknown[]) => complaints.push(format(...words))
console.warn = (...words: unknown[]) => complaints.push(format(...words))

afterEach(() => {
  const said = complaints
  complaints = []
  if (said.length > 0) throw new Error(`Unexpected console output:\n${said.join("\n")}`)
})
