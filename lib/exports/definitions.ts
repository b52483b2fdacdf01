import { csvOf } from "@/lib/csv"
import type { Translator } from "@/lib/i18n/translator"
import { columnsOf } from "./columns"
import { EXPORT_KINDS, type ExportKind } from "./schema"

const CALLED: Record<ExportKind, string> = {
  doses: "Doses",
  messages: "Messages",
  figures: "Figures",
}

/** The meaning of every column of every export, as a file to keep beside them. */
export function definitionsCsv(say: Translator): string {
  const rows = EXPORT_KINDS.flatMap((kind) =>
    columnsOf(kind, say).map(({ name, definition }) => [CALLED[kind], name, definition]),
  )
  return `\u{FEFF}${csvOf([["Export", "Column", "Definition"], ...rows])}`
}
