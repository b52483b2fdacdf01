import { mkdirSync, writeFileSync } from "node:fs"
import { cpus, totalmem } from "node:os"
import { join } from "node:path"

export type Ratio = { name: string; value: number; goal: string | null }
export type Part = {
  title: string
  head: string[]
  rows: (string | number)[][]
  ratios: Ratio[]
  /** What is wrong, not what is slow. */
  failures: string[]
  raw: unknown
}

const GB = 1024 ** 3

/** The machine in one line, for whoever reads the numbers later. */
export function machine(): string {
  const processors = cpus()
  const memory = Math.round(totalmem() / GB)
  const model = processors[0]?.model.trim() || "unknown processor"
  return `${processors.length} × ${model}, ${memory} GB, Node ${process.versions.node}`
}

export function printPart(part: Part): void {
  const rows = [part.head, ...part.rows.map((row) => row.map(String))]
  const widths = part.head.map((_, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? "").length)),
  )
  console.log(`\n${part.title}`)
  for (const row of rows) {
    const cells = row.map((cell, n) =>
      n === 0 ? String(cell).padEnd(widths[n] ?? 0) : String(cell).padStart(widths[n] ?? 0),
    )
    console.log(`  ${cells.join("  ")}`)
  }
  for (const { name, value, goal } of part.ratios) {
    console.log(`  ${name}: ${value}${goal === null ? "" : ` (goal ${goal})`}`)
  }
  for (const failure of part.failures) console.log(`  WRONG: ${failure}`)
}

/** Keeps a run's numbers; gives the file. */
export function saveRun(folder: string, parts: readonly Part[], startedAt: Date): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${startedAt.toISOString().replaceAll(":", "-").slice(0, 19)}.json`)
  writeFileSync(file, JSON.stringify({ startedAt, machine: machine(), parts }, null, 2))
  return file
}
