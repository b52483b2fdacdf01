import { expect, it } from "vitest"
import { saidAt } from "./many"

it("dates words of an earlier day to its beginning, and none to a day that lies ahead", () => {
  const now = Date.parse("2026-11-26T23:30:00Z")
  expect(saidAt(null, "UTC", now)).toBe(now)
  expect(saidAt("2026-11-26", "UTC", now)).toBe(now)
  expect(saidAt("2026-11-27", "Asia/Tokyo", now)).toBe(now)
  expect(saidAt("2026-11-27", "UTC", now)).toBeNull()
  expect(saidAt("2026-11-26", "Asia/Tokyo", now)).toBe(Date.parse("2026-11-26T00:00:00+09:00"))
  // On this day Beirut's clocks skip midnight.
  expect(saidAt("2026-03-29", "Asia/Beirut", now)).toBe(Date.parse("2026-03-29T01:00:00+03:00"))
})
