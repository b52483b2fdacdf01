import { getCountries } from "libphonenumber-js/max"
import { expect, test } from "vitest"
import { countryName, REPLY_COUNTRIES, replyCountry } from "./countries"
import { parsePhone } from "./phone"

test("the list is the article's 57, each a country that phone numbers know, none twice", () => {
  const codes = REPLY_COUNTRIES.map((country) => country.code)
  expect(new Set(codes).size).toBe(57)
  expect(codes).toHaveLength(57)
  for (const code of codes) expect(getCountries()).toContain(code)
})

test("the article's caveat is kept", () => {
  expect(replyCountry("AU")?.caveat).toBe("except the Sydney region")
  expect(REPLY_COUNTRIES.filter((country) => country.caveat !== null)).toHaveLength(1)
})

test.each([
  ["US", true],
  ["us", true],
  ["JE", true],
  ["VI", true],
  ["VG", false],
  ["GG", false],
  ["GR", false],
  ["", false],
  [null, false],
])("%s is listed: %s", (code, answer) => {
  expect(replyCountry(code) !== null).toBe(answer)
})

test("a country has a name, listed or not", () => {
  expect(countryName("GB")).toBe("United Kingdom")
  expect(countryName("KE")).toBe("Kenya")
  expect(countryName(null)).toBe("")
})

test("a number leads to its country", () => {
  const jersey = parsePhone("+447797712345")
  expect(jersey.ok && jersey.country).toBe("JE")
})
