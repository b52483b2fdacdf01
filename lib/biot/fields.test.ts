import { expect, it } from "vitest"
import { normaliseLocale, normaliseTimeZone, optionalInstant, optionalText } from "./fields"
import { normaliseTraceId, traceparent } from "./trace"

it.each([
  ["en-us", "en-US"],
  ["en_US", "en-US"],
  ["iw_IL", "he-IL"],
  ["zh-hant-tw", "zh-Hant-TW"],
  ["es", "es"],
  ["english please", null],
  ["", null],
  [null, null],
])("reads the locale %j as %j", (text, locale) => {
  expect(normaliseLocale(text)).toBe(locale)
})

it.each([
  ["America/New_York", "America/New_York"],
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["PST", "America/Los_Angeles"],
  ["IST", "Asia/Kolkata"],
  ["GMT", "UTC"],
  ["UTC", "UTC"],
  ["GMT+02:00", "Etc/GMT-2"],
  ["GMT-5", "Etc/GMT+5"],
  ["UTC+0530", null],
  ["+05:30", null],
  ["Mars/Olympus", null],
  ["toString", null],
  ["", null],
  [null, null],
])("reads the time zone %j as %j", (text, zone) => {
  expect(normaliseTimeZone(text)).toBe(zone)
})

it("reads instants with nine digits and texts of any kind", () => {
  const at = Date.UTC(2023, 10, 25, 12, 27, 47, 279)
  expect(optionalInstant.parse("2023-11-25T12:27:47.279660728Z")).toBe(at)
  expect(optionalInstant.parse("yesterday")).toBeNull()
  expect([undefined, null, "", " a ", 5, {}].map((each) => optionalText.parse(each))).toEqual([
    null,
    null,
    null,
    "a",
    null,
    null,
  ])
})

it("reads a trace id in every form seen, and makes a new one for any other", () => {
  const id = "6561e8428d0552c950610c67645962f2"
  expect(normaliseTraceId(`00-${id}-50610c67645962f2-00`)).toBe(id)
  expect(normaliseTraceId(id.toUpperCase())).toBe(id)
  expect(normaliseTraceId("6561e842-8d05-52c9-5061-0c67645962f2")).toBe(id)
  expect([null, 5, "", "test-trace", "0".repeat(32)].map(normaliseTraceId)).toEqual(
    Array(5).fill(null),
  )
  expect(traceparent(id)).toMatch(/^00-6561e8428d0552c950610c67645962f2-[0-9a-f]{16}-01$/)
  expect(traceparent("test-trace")).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
})
