import { describe, expect, it } from "vitest"
import { DOSE_STATES } from "@/db/enums"
import { FIGURE_DEFINITIONS, notEnoughData } from "@/lib/doses/definitions"
import { DOSE_GLYPHS } from "@/lib/doses/glyphs"
import { doseSentence } from "@/lib/doses/sentence"

const dose = {
  localDate: "2026-11-03",
  slot: "08:00",
  medication: "Metformin",
  state: "taken_late" as const,
  takenAt: Date.parse("2026-11-03T14:47:00Z"),
  outsideWindow: false,
}

describe("doseSentence", () => {
  it("says day, time, medication, state and the patient's own time", () => {
    expect(doseSentence(dose, "America/New_York")).toBe(
      "Tue 3 Nov 08:00, Metformin: reported taken late, 09:47",
    )
  })

  it("names the day of a take on another day, and that it was outside the window", () => {
    const late = { ...dose, takenAt: Date.parse("2026-11-04T05:05:00Z"), outsideWindow: true }
    expect(doseSentence(late, "America/New_York")).toBe(
      "Tue 3 Nov 08:00, Metformin: reported taken late, Wed 4 Nov 00:05, outside its window",
    )
  })

  it("needs no time where there is none", () => {
    const silent = { ...dose, state: "no_response" as const, takenAt: null }
    expect(doseSentence(silent, "America/New_York")).toBe("Tue 3 Nov 08:00, Metformin: no reply")
  })
})

describe("the grid's alphabet", () => {
  it("has words of its own and a fill of its own for every state", () => {
    expect(new Set(DOSE_STATES.map((state) => DOSE_GLYPHS[state].label)).size).toBe(11)
    expect(new Set(DOSE_STATES.map((state) => DOSE_GLYPHS[state].cssVar)).size).toBe(11)
  })

  it("shares a glyph only between the two states in which nothing is known yet", () => {
    const settled = DOSE_STATES.filter((state) => state !== "pending")
    expect(new Set(settled.map((state) => DOSE_GLYPHS[state].glyph)).size).toBe(settled.length)
  })
})

describe("the figures' definitions", () => {
  it("never borrow the names of claims-based measures", () => {
    const words = JSON.stringify(FIGURE_DEFINITIONS)
    expect(words).not.toMatch(/\b(PDC|MPR)\b|possession|proportion of days/i)
    expect(FIGURE_DEFINITIONS.rate.label).toBe("Reported adherence")
  })

  it("say how little there is", () => {
    expect(notEnoughData(1)).toBe("Not enough data (1 dose)")
    expect(notEnoughData(3)).toBe("Not enough data (3 doses)")
  })
})
