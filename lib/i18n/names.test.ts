import { expect, it } from "vitest"
import { countryName } from "./country"
import { weekdayAndDay, weekdayInitial } from "./day-words"
import { isolated } from "./isolated"
import { languageName } from "./language-name"
import { LANGUAGES } from "./languages"
import { listed } from "./listed"

it("names countries and languages as each language does, and English as BioT's list does", () => {
  const named = LANGUAGES.map((language) => countryName("CZ", language))
  expect(named).toEqual(["Czech Republic", "Tschechien", "צ׳כיה"])
  expect(LANGUAGES.map((language) => languageName("he", language))).toEqual([
    ...["Hebrew", "Hebräisch", "עברית"],
  ])
  expect(countryName(null, "de")).toBe("")
})

it("lists without a comma before the last", () => {
  expect(listed(["a", "b", "c"], "en")).toBe("a, b and c")
  expect(listed(["a", "b", "c"], "de")).toBe("a, b und c")
  expect([listed([], "de"), listed(["a"], "he")]).toEqual(["", "a"])
})

it("tells days and weekdays", () => {
  expect(weekdayAndDay("2026-09-01", "en")).toBe("Tue 1 Sep")
  expect(weekdayAndDay("2026-11-03", "de")).toBe("Di., 3. Nov.")
  expect(LANGUAGES.map((language) => weekdayInitial(7, language))).toEqual(["Su", "So", "א׳"])
})

it("keeps a name apart only where reading goes the other way", () => {
  expect(isolated("Ada", "en")).toBe("Ada")
  expect(isolated("Ada", "he")).toBe("\u2068Ada\u2069")
})
