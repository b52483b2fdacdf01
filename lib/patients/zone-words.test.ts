import { expect, it } from "vitest"
import { zoneSentences } from "./zone-words"

const ZONE = { zone: "Asia/Tokyo", movedDoses: 0, cancelledDoses: 0, staying: [] }

it("says what follows, what was cancelled, and which regimens stay where", () => {
  expect(zoneSentences(ZONE)).toBe("")
  expect(zoneSentences({ ...ZONE, movedDoses: 1 })).toBe("1 dose follows it.")
  const staying = [
    { zone: "Europe/Berlin", regimens: 2 },
    { zone: "UTC", regimens: 1 },
  ]
  expect(zoneSentences({ ...ZONE, movedDoses: 27, cancelledDoses: 1, staying })).toBe(
    "27 doses follow it. 1 dose was cancelled, being within an hour of one that follows it or was asked about. 2 regimens stay in Europe/Berlin. 1 regimen stays in UTC.",
  )
})
