import fc from "fast-check"
import { expect, test } from "vitest"
import { formatPhone, maskPhone, parsePhone } from "./phone"

test.each([
  ["+1 212 555 0123", "+12125550123", "US", "fixed_line_or_mobile", true],
  ["+1 (212) 555-0123", "+12125550123", "US", "fixed_line_or_mobile", true],
  ["\u202a+12125550123\u202c", "+12125550123", "US", "fixed_line_or_mobile", true],
  ["＋1 212.555.0123", "+12125550123", "US", "fixed_line_or_mobile", true],
  ["+44 (0)20 7946 0958", "+442079460958", "GB", "fixed_line", true],
  ["+54 9 11 2345 6789", "+5491123456789", "AR", "mobile", true],
  ["+972541234567", "+972541234567", "IL", "unknown", false],
  ["+٩٧٢٥٤١٢٣٤٥٦٧", "+972541234567", "IL", "unknown", false],
  ["+447700900123", "+447700900123", "GB", "unknown", false],
])("%j is read as %s", (input, e164, country, type, valid) => {
  expect(parsePhone(input)).toEqual({ ok: true, e164, country, type, valid })
})

test.each([
  ["", "empty"],
  ["  \u200b ", "empty"],
  ["12125550123", "no_country_code"],
  ["00 44 20 7946 0958", "no_country_code"],
  ["+999123456", "no_country_code"],
  ["call +12125550123", "not_a_number"],
  ["+12125550123 or +12125550124", "not_a_number"],
  ["+1 800 FLOWERS", "not_a_number"],
  ["tel:+12125550123", "not_a_number"],
  ["+", "not_a_number"],
  ["+1".padEnd(61, "2"), "not_a_number"],
  ["+12125550123 ext 5", "extension"],
  ["+12125550123x5", "extension"],
  ["+12125550123;ext=5", "extension"],
  ["+12125550123#5", "extension"],
  ["+1234", "too_short"],
  ["+49000000", "impossible"],
  ["+12345678901234567", "too_long"],
  ["+493012345678901", "too_long_for_biot"],
  ["+1 900 555 1234", "premium_rate"],
  ["+44 909 879 0000", "premium_rate"],
  ["+44 800 123 4567", "toll_free"],
  ["+1 800 555 1212", "toll_free"],
  ["+49 180 1234567", "shared_cost"],
])("%j is refused: %s", (input, reason) => {
  const parsed = parsePhone(input)
  expect(parsed).toMatchObject({ ok: false, reason })
  expect(!parsed.ok && parsed.sentence).toMatch(/\.$/u)
})

const anyPhone = fc.oneof(
  fc.string({ unit: "binary", maxLength: 70 }),
  fc.stringMatching(/^\+[0-9 ().-]{0,25}$/u),
  fc.stringMatching(/^\+(?:1|44|49|972|7|61)[0-9]{4,12}$/u),
)

test("no input makes it throw, and what is accepted can be sent by BioT and read again", () => {
  fc.assert(
    fc.property(anyPhone, (input) => {
      const parsed = parsePhone(input)
      if (!parsed.ok) return
      expect(parsed.e164).toMatch(/^\+[0-9]{4,14}$/u)
      expect(parsePhone(parsed.e164)).toEqual(parsed)
      expect(parsePhone(formatPhone(parsed.e164))).toMatchObject({ ok: true, e164: parsed.e164 })
    }),
    { numRuns: 3_000 },
  )
})

test("a masked number shows its calling code and two digits, a stray text nothing", () => {
  expect(maskPhone("+12125550123")).toBe("+1••••••••23")
  expect(maskPhone("+972541234567")).toBe("+972•••••••67")
  expect(maskPhone("+1")).toBe("••")
  fc.assert(
    fc.property(anyPhone, (input) => {
      expect(maskPhone(input).length).toBe(input.length)
      expect(formatPhone(input)).toBeTypeOf("string")
    }),
  )
})
