import type { DoseState } from "@/db/enums"

/** How a cell is drawn besides its fill, so that it reads without colour. */
export type CellPattern = "plain" | "dashed" | "split" | "hatched" | "outlined"

export type DoseGlyph = {
  glyph: string
  /** The state in words, in lower case, as it stands inside a sentence. */
  label: string
  /** The custom property of `app/globals.css` that holds the fill. */
  cssVar: `--dose-${string}`
  pattern: CellPattern
}

/** The grid's alphabet. Source: design 4-adherence, The grid; cancelled doses are not drawn there. */
export const DOSE_GLYPHS: Record<DoseState, DoseGlyph> = {
  taken_on_time: cell("✓", "reported taken on time", "--dose-taken-on-time"),
  taken_late: cell("◷", "reported taken late", "--dose-taken-late"),
  taken_confirmed: cell("M", "recorded as taken by staff", "--dose-taken-confirmed"),
  not_taken: cell("✕", "reported not taken", "--dose-not-taken"),
  no_response: cell("?", "no reply", "--dose-no-response", "dashed"),
  conflicting: cell("⚠", "contradictory reports", "--dose-conflicting", "split"),
  not_reminded: cell("!", "not reminded", "--dose-not-reminded"),
  excused: cell("–", "excused", "--dose-excused", "hatched"),
  pending: cell("○", "reminded, waiting for a reply", "--dose-pending", "outlined"),
  scheduled: cell("○", "scheduled", "--dose-scheduled", "outlined"),
  cancelled: cell("·", "cancelled, the schedule changed", "--dose-cancelled", "outlined"),
}

function cell(
  glyph: string,
  label: string,
  cssVar: DoseGlyph["cssVar"],
  pattern: CellPattern = "plain",
): DoseGlyph {
  return { glyph, label, cssVar, pattern }
}
