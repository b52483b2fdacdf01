import { expect, it } from "vitest"
import { translationOf } from "@/lib/i18n/catalogue"
import { FIGURE_NAMES } from "./definitions"

it("calls each figure on the screen as in the files for spreadsheets", async () => {
  const { adherence } = await translationOf("en")
  const labels = Object.entries(adherence.definitions).map(([key, { label }]) => [key, label])
  expect(Object.fromEntries(labels)).toEqual(FIGURE_NAMES)
})

it("never borrows the names of claims-based measures", async () => {
  const { adherence } = await translationOf("en")
  const words = JSON.stringify(adherence.definitions)
  expect(words).not.toMatch(/\b(PDC|MPR)\b|possession|proportion of days/i)
  expect(FIGURE_NAMES.rate).toBe("Reported adherence")
})
