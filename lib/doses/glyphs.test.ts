import { describe, expect, it } from "vitest"
import { DOSE_STATES } from "@/db/enums"
import { DOSE_GLYPHS } from "@/lib/doses/glyphs"
import { en } from "@/lib/i18n/en"

describe("the grid's alphabet", () => {
  it("says on the screen, in English, what exports say", () => {
    for (const state of DOSE_STATES) expect(en.doses.states[state]).toBe(DOSE_GLYPHS[state].label)
  })

  it("has words of its own and a fill of its own for every state", () => {
    expect(new Set(DOSE_STATES.map((state) => DOSE_GLYPHS[state].label)).size).toBe(11)
    expect(new Set(DOSE_STATES.map((state) => DOSE_GLYPHS[state].cssVar)).size).toBe(11)
  })

  it("shares a glyph only between the two states in which nothing is known yet", () => {
    const settled = DOSE_STATES.filter((state) => state !== "pending")
    expect(new Set(settled.map((state) => DOSE_GLYPHS[state].glyph)).size).toBe(settled.length)
  })
})
