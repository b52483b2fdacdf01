import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { analyseText, gsm7Units, normaliseText } from "./segments"

const E = "€"
const GRIN = "😀"

describe("parts are packed, not divided", () => {
  test.each([
    ["nothing", "", "gsm7", 0, 0],
    ["one part full", "a".repeat(160), "gsm7", 160, 1],
    ["one more", "a".repeat(161), "gsm7", 161, 2],
    ["two full", "a".repeat(306), "gsm7", 306, 2],
    ["three full", "a".repeat(459), "gsm7", 459, 3],
    ["a fourth", "a".repeat(460), "gsm7", 460, 4],
    ["80 euros in one part", E.repeat(80), "gsm7", 160, 1],
    ["81 euros", E.repeat(81), "gsm7", 162, 2],
    ["153 euros: 306 septets fill three parts", E.repeat(153), "gsm7", 306, 3],
    ["a euro on the seam", `${"a".repeat(152)}${E}${"a".repeat(152)}`, "gsm7", 306, 3],
    ["UCS-2, one part full", "я".repeat(70), "ucs2", 70, 1],
    ["UCS-2, one more", "я".repeat(71), "ucs2", 71, 2],
    ["35 emoji in one part", GRIN.repeat(35), "ucs2", 70, 1],
    ["67 emoji: 134 units fill three parts", GRIN.repeat(67), "ucs2", 134, 3],
    ["159 and a euro: 161 septets", `${"a".repeat(159)}${E}`, "gsm7", 161, 2],
    ["158 and a euro: 160 septets", `${"a".repeat(158)}${E}`, "gsm7", 160, 1],
    ["a euro that ends the first part", `${"a".repeat(151)}${E}${"a".repeat(153)}`, "gsm7", 306, 2],
    ["euros on both seams", `${"a".repeat(152)}${E}${"a".repeat(150)}${E}`, "gsm7", 306, 3],
    ["three parts with a seam lost", `${"a".repeat(152)}${E}${"a".repeat(304)}`, "gsm7", 458, 3],
    ["a fourth by a seam lost", `${"a".repeat(152)}${E}${"a".repeat(305)}`, "gsm7", 459, 4],
    ["69 and an emoji: 71 units", `${"я".repeat(69)}${GRIN}`, "ucs2", 71, 2],
    ["68 and an emoji: 70 units", `${"я".repeat(68)}${GRIN}`, "ucs2", 70, 1],
    [
      "an emoji that ends the first part",
      `${"я".repeat(65)}${GRIN}${"я".repeat(67)}`,
      "ucs2",
      134,
      2,
    ],
    ["UCS-2, three full", "я".repeat(201), "ucs2", 201, 3],
    [
      "UCS-2, a fourth by a seam lost",
      `${"я".repeat(66)}${GRIN}${"я".repeat(133)}`,
      "ucs2",
      201,
      4,
    ],
    ["a euro is one unit of UCS-2", `я${E.repeat(69)}`, "ucs2", 70, 1],
    ["an emoji on the seam", `${"я".repeat(66)}${GRIN}${"я".repeat(66)}`, "ucs2", 134, 3],
  ])("%s", (_, text, alphabet, units, parts) => {
    expect(analyseText(text)).toMatchObject({ alphabet, units, parts, tooLong: parts > 3 })
  })
})

test("the ten two-septet characters count twice", () => {
  for (const char of "\f^{}\\[~]|€")
    expect(analyseText(char)).toMatchObject({ alphabet: "gsm7", units: 2 })
})

test("room is what the last part still holds", () => {
  expect(analyseText("abc")).toMatchObject({ partSize: 160, room: 157, limit: 459 })
  expect(analyseText("a".repeat(161))).toMatchObject({ partSize: 153, room: 145 })
  expect(analyseText("я")).toMatchObject({ partSize: 70, room: 69, limit: 201 })
})

test("quotes, hyphens, dots and spaces are straightened", () => {
  const text = "“It’s time”\u00a0– don\u2011t wait…\u200b\r\nBye`"
  expect(normaliseText(text)).toBe("\"It's time\" - don-t wait...\nBye'")
  expect(analyseText(text).alphabet).toBe("gsm7")
  expect(normaliseText("cafe\u0301")).toBe("café")
})

test.each(["1½", "¼ ¾", "5 µg", "2 × 5", "1⁄2", "10²", "１", "١", "①", "1·5"])(
  "%s is left alone",
  (text) => {
    expect(normaliseText(text)).toBe(text)
  },
)

test("offenders are named once, with a replacement that a click may make", () => {
  const { offenders } = analyseText("Olá, olá 👍🏽 naïve œuvre ½ × я\u200e")
  expect(offenders).toEqual([
    { char: "á", index: 2, count: 2, replacement: "a" },
    { char: "👍🏽", index: 9, count: 1, replacement: "" },
    { char: "ï", index: 16, count: 1, replacement: "i" },
    { char: "œ", index: 20, count: 1, replacement: "oe" },
    { char: "½", index: 26, count: 1, replacement: null },
    { char: "×", index: 28, count: 1, replacement: null },
    { char: "я", index: 30, count: 1, replacement: null },
    { char: "\u200e", index: 31, count: 1, replacement: "" },
  ])
})

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom("a", "€", "😀", "é", "e", "\u0301", "½", "\u200b", "’", "…", "я", "`"))
    .map((parts) => parts.join("")),
)
const quantities = (text: string) => text.match(/[\p{N}µ×⁄]/gu) ?? []

test("normalisation rests after one go and never touches a quantity", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = normaliseText(text)
      expect(normaliseText(once)).toBe(once)
      expect(quantities(once)).toEqual(quantities(text))
    }),
    { numRuns: 3_000 },
  )
})

/** The longest start of a text, character by character, that still fits; then the rest likewise. */
function splitByForce(text: string): string[] {
  const chars = [...text]
  const isGsm = chars.every((char) => gsm7Units(char) !== null)
  const size = (of: readonly string[]) =>
    of.reduce((sum, char) => sum + (isGsm ? (gsm7Units(char) ?? 0) : char.length), 0)
  const [single, joined] = isGsm ? [160, 153] : [70, 67]
  if (chars.length === 0) return []
  if (size(chars) <= single) return [text]
  const parts: string[] = []
  let rest = chars
  while (rest.length > 0) {
    let end = rest.length
    while (size(rest.slice(0, end)) > joined) end -= 1
    parts.push(rest.slice(0, end).join(""))
    rest = rest.slice(end)
  }
  return parts
}

const nearTheSeam = fc
  .tuple(
    fc.constantFrom("a", "я"),
    fc.constantFrom(65, 66, 67, 69, 70, 71, 151, 152, 153, 159, 160, 305, 306, 458, 459),
    fc.array(fc.constantFrom("€", "😀", "a", "я", "{", "é", "👍🏽"), { maxLength: 80 }),
    fc.nat({ max: 200 }),
  )
  .map(
    ([filler, length, tail, more]) => filler.repeat(length) + tail.join("") + filler.repeat(more),
  )

test("parts are those that a splitter makes by brute force, and no character is torn", () => {
  fc.assert(
    fc.property(fc.oneof(nearTheSeam, anyText), (text) => {
      const { normalised, parts } = analyseText(text)
      const split = splitByForce(normalised)
      expect(parts).toBe(split.length)
      expect(split.join("")).toBe(normalised)
      for (const part of split) expect(part).not.toMatch(/\p{Cs}/u)
    }),
    { numRuns: 1_000 },
  )
})

test("an analysis adds up for any text", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 6 }), (piece, times) => {
      const result = analyseText(piece.repeat(times))
      const { alphabet, units, parts, partSize, room, offenders, normalised } = result
      expect(offenders.length > 0).toBe(alphabet === "ucs2")
      expect(parts).toBeGreaterThanOrEqual(Math.ceil(units / partSize))
      expect(parts).toBeLessThanOrEqual(Math.ceil(units / (partSize - 1)))
      expect(room).toBeGreaterThanOrEqual(0)
      for (const { char, index } of offenders) expect(normalised.startsWith(char, index)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})
