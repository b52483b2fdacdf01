import { expect, test } from "vitest"
import { readStaticNumber } from "./read-number"

test.each([
  ["US", "+1 202 555 0123", "+12025550123"],
  ["GB", "+44 20 7946 0958", "+442079460958"],
])("%s takes %s", (country, typed, phone) => {
  expect(readStaticNumber(country, typed)).toEqual({ ok: true, phone })
})

test.each([
  ["US", "DOSELINE", "phone", /sender's name/],
  ["US", "+1 800 FLOWERS", "phone", /sender's name/],
  ["US", "12345", "phone", /short code/],
  ["US", "+12345", "phone", /short code/],
  ["US", "", "phone", /Enter a phone number/],
  ["US", "2025550123", "phone", /plus sign/],
  ["US", "+491713920101", "phone", /belongs to Germany, not to United States/],
  ["GB", "+447797712345", "phone", /belongs to Jersey/],
  ["US", "+1 900 555 1234", "phone", /premium-rate number, and none that BioT assigns/],
  ["KE", "+254700000019", "country", /no replies from Kenya/],
])("%s refuses %j", (country, typed, field, sentence) => {
  expect(readStaticNumber(country, typed)).toMatchObject({
    ...{ ok: false, field, sentence: expect.stringMatching(sentence) },
  })
})
