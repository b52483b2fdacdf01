import "server-only"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { csvOf } from "@/lib/csv"
import { log } from "@/lib/log"
import type { Instant } from "@/lib/time"
import { type Cell, type Column, DOSE_COLUMNS, FIGURE_COLUMNS, MESSAGE_COLUMNS } from "./columns"
import { refuseManyExports } from "./pace"
import { doseRows, figuresRows, messageRows } from "./queries"
import type { ExportKind, ExportRange } from "./schema"

/** Spreadsheets take a file without this mark for one of their own alphabet. */
const BYTE_ORDER_MARK = "\u{FEFF}"

/**
 * Begins an export: who took what is in the audit before the first row is read, and how many rows it
 * was after the last. The stream reads on only as fast as it is taken. Throws `forbidden`, and
 * `rate_limited` after five in a minute.
 */
export async function beginExport(
  ctx: StaffContext,
  kind: ExportKind,
  of: { range: ExportRange; zone: string; now: Instant },
): Promise<ReadableStream<Uint8Array>> {
  refuseManyExports(ctx.staffId, of.now)
  await note(ctx, kind, "begun", { ...of.range })
  return streamOf(linesOf(ctx, kind, of))
}

async function* linesOf(
  ctx: StaffContext,
  kind: ExportKind,
  of: { range: ExportRange; zone: string; now: Instant },
): AsyncGenerator<string> {
  let rows = 0
  for await (const table of tablesOf(ctx, kind, of)) {
    rows += table.rows
    yield table.text
  }
  await note(ctx, kind, "finished", { ...of.range, rows })
}

function tablesOf(
  ctx: StaffContext,
  kind: ExportKind,
  { range, zone, now }: { range: ExportRange; zone: string; now: Instant },
) {
  switch (kind) {
    case "doses":
      return tables(DOSE_COLUMNS, doseRows(ctx, range, now))
    case "messages":
      return tables(MESSAGE_COLUMNS, messageRows(ctx, range, zone))
    case "figures":
      return tables(FIGURE_COLUMNS, figuresRows(ctx, range, now))
  }
}

async function* tables<T>(columns: Column<T>[], chunks: AsyncIterable<T[]>) {
  yield { rows: 0, text: BYTE_ORDER_MARK + csvOf([columns.map(({ name }) => name)]) }
  for await (const chunk of chunks) {
    const cells = chunk.map((row): Cell[] => columns.map(({ cell }) => cell(row)))
    yield { rows: chunk.length, text: csvOf(cells) }
  }
}

/** A failure on the way breaks the download off, so that nobody takes half a file for all of it. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { done, value } = await lines.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (error) {
        log.error({ err: error }, "an export broke off")
        controller.error(new Error("The export broke off."))
      }
    },
    cancel: async () => {
      await lines.return(undefined)
    },
  })
}

async function note(
  ctx: StaffContext,
  kind: ExportKind,
  what: "begun" | "finished",
  details: Record<string, unknown>,
): Promise<void> {
  await writeAs(ctx, "exports.read", (_tx, { audit }) =>
    audit({
      verb: `export.${what}`,
      subjectKind: "organization",
      subjectId: ctx.organizationId,
      details: { kind, ...details },
    }),
  )
}
