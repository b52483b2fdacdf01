import { expect, it } from "vitest"
import { endingOf, matchesQuery, stillFits } from "./matches"

it.each([
  ["Settings: Staff and roles", "", true],
  ["Settings: Staff and roles", "sta", true],
  ["Settings: Staff and roles", "roles set", true],
  ["Settings: Staff and roles", "oles", false],
  ["Settings: Staff and roles", "staff x", false],
  ["Prüfung", "pruf", true],
  ["Prüfung", "PRÜ", true],
  ["הגדרות: צוות ותפקידים", "צוות", true],
  ["Today", "  ", true],
])("finds %o by %o: %s", (label, query, isFound) => {
  expect(matchesQuery(label, query)).toBe(isFound)
})

it.each([
  ["ann", true],
  ["ANNA ke", true],
  ["nna", true],
  ["kéller", true],
  ["anna b", false],
  ["bob", false],
  ["555-01", true],
  ["+1 202", true],
  ["556", false],
  ["ann 202", false],
])("keeps who was found before by %o: %s", (query, isKept) => {
  expect(stillFits({ name: "Anna Keller", phone: "+1 (202) 555-0156" }, query)).toBe(isKept)
  expect(stillFits({ name: "Anna Keller", phone: null }, "202")).toBe(false)
})

it("tells a phone by its last digits alone", () => {
  expect(endingOf("+1 (202) 555-0156")).toBe("0156")
  expect(endingOf("12")).toBeNull()
  expect(endingOf(null)).toBeNull()
})
