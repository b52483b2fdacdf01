import { expect, test } from "vitest"
import { REPLY_COUNTRIES } from "@/lib/patients/countries"
import { type CountryNumbers, countryLines, type LearntNumber } from "./standing"

const learnt = (phone: string, lastSeenAt: number): LearntNumber => ({
  ...{ phone, firstSeenAt: 1, lastSeenAt, replies: 2 },
})
const entered = (phone: string) => ({ phone, at: 1, by: "Alex" })
const numbers = (fields: Partial<CountryNumbers> & { code: string }): CountryNumbers => ({
  ...{ entered: null, learnt: [], patients: 0, ...fields },
})
const lineOf = (fields: Partial<CountryNumbers> & { code: string }) =>
  countryLines([numbers(fields)]).find(({ code }) => code === fields.code)

test.each([
  [{ entered: entered("+1a") }, "entered"],
  [{ entered: entered("+1a"), learnt: [learnt("+1a", 9)] }, "confirmed"],
  [{ entered: entered("+1a"), learnt: [learnt("+1b", 5), learnt("+1a", 9)] }, "confirmed"],
  [{ entered: entered("+1a"), learnt: [learnt("+1a", 5), learnt("+1b", 9)] }, "mismatch"],
  [{ learnt: [learnt("+1b", 9)] }, "learnt"],
  [{ patients: 3 }, "missing"],
  [{}, "unused"],
] as const)("%j is %s", (fields, standing) => {
  const line = lineOf({ code: "US", ...fields } as CountryNumbers)
  expect(line?.standing).toBe(standing)
})

test("a mismatch names both numbers and what to do", () => {
  const line = lineOf({ code: "US", entered: entered("+1a"), learnt: [learnt("+1b", 9)] })
  expect(line?.cameTo).toBe("+1b")
})

test("a country that is not listed is told apart", () => {
  expect(lineOf({ code: "KE", patients: 1 })).toMatchObject({ standing: "unlisted", name: "Kenya" })
  expect(lineOf({ code: "AU", patients: 1 })?.caveat).toBe("except the Sydney region")
})

test("every listed country has its line, what needs somebody first", () => {
  const lines = countryLines([
    numbers({ code: "FR", patients: 2 }),
    numbers({ code: "US", entered: entered("+1a"), learnt: [learnt("+1b", 9)] }),
    numbers({ code: "KE", patients: 9 }),
    numbers({ code: "DE", patients: 7 }),
  ])
  expect(lines).toHaveLength(REPLY_COUNTRIES.length + 1)
  expect(lines.slice(0, 4).map(({ code }) => code)).toEqual(["US", "DE", "FR", "KE"])
})
