import { DOSE_STATES, type DoseState } from "@/db/enums"

/** The side of the box in which every glyph is drawn. */
export const GLYPH_BOX = 12

const RING = "m6 3.4a2.6 2.6 0 1 0 .01 0z"

/**
 * The glyphs as strokes in relative commands, so that many of one state join into one path. The
 * sprite `dose-glyphs.svg` holds the same strokes for the cells; a test compares them.
 */
export const GLYPH_PATHS: Record<DoseState, string> = {
  taken_on_time: "m3 6.3l2.1 2.1l3.9 -4.7",
  taken_late: "m6 2.9a3.1 3.1 0 1 0 .01 0zm0 1.5v1.8l1.3 .8",
  taken_confirmed: "m3.4 8.7v-5.3l2.6 3.1l2.6 -3.1v5.3",
  not_taken: "m3.7 3.7l4.6 4.6m0 -4.6l-4.6 4.6",
  no_response: "m4.3 4.7a1.75 1.75 0 1 1 2.6 1.5q-.9 .5 -.9 1.1m0 1.6v.05",
  not_reminded: "m6 3v3.6m0 2.3v.05",
  excused: "m3.7 6h4.6",
  pending: RING,
  scheduled: RING,
  conflicting: "m6 2.9l3.5 6.1h-7zm0 2.3v1.5m0 1.2v.05",
  cancelled: "m6 5.5a.5 .5 0 1 0 .01 0z",
}

/** The sprite: one box after the other in the order of the states. */
export function glyphSprite(): string {
  const strokes = DOSE_STATES.map(
    (state, index) => `<path d="M${index * GLYPH_BOX} 0${GLYPH_PATHS[state]}"/>`,
  )
  const width = DOSE_STATES.length * GLYPH_BOX
  return `<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 0 ${width} ${GLYPH_BOX}" fill="none" stroke="black" stroke-width="1.2" stroke-linecap="round" stroke-linejoin="round">${strokes.join("")}</svg>\n`
}
