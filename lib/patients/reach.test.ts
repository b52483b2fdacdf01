import { expect, test } from "vitest"
import {
  cannotReply,
  NO_STATIC_COUNTRIES,
  type ReplyProblem,
  replyNotice,
  replyProblem,
  type StaticCountries,
} from "./reach"

const US = "+12025550123"
const numbers = (fields: Partial<StaticCountries>) => ({ ...NO_STATIC_COUNTRIES, ...fields })
type Case = [string | null, Partial<StaticCountries>, ReplyProblem | null]

test.each<Case>([
  [null, {}, "no_phone"],
  [US, {}, null],
  [US, { entered: ["US"] }, null],
  [US, { entered: ["DE"] }, "no_static_number"],
  [US, { entered: ["DE"], learnt: ["US"] }, null],
  ["+254700000019", {}, "country_not_listed"],
  ["+254700000019", { entered: ["DE"] }, "country_not_listed"],
  ["+254700000019", { learnt: ["KE"] }, null],
  ["+306912345678", {}, "country_not_listed"],
  ["+61291234567", {}, "sydney_region"],
  ["+61412345678", {}, "sydney_region"],
  ["+61391234567", {}, null],
  ["+61391234567", { entered: ["US"] }, "no_static_number"],
  ["no number", {}, null],
])("%s with %j: %s", (phone, fields, problem) => {
  expect(replyProblem(phone, numbers(fields))).toBe(problem)
})

test("a warning leaves hope, the others none", () => {
  expect(cannotReply("sydney_region")).toBe(false)
  expect(cannotReply(null)).toBe(false)
  expect(cannotReply("no_static_number")).toBe(true)
})

test("a notice says which country", () => {
  const notice = (phone: string | null, of = NO_STATIC_COUNTRIES) => replyNotice(phone, of)
  expect(notice(US)).toBeNull()
  expect(notice(US, numbers({ entered: ["DE"] }))).toEqual({
    problem: "no_static_number",
    country: "US",
  })
  expect(notice("+254700000019")).toEqual({ problem: "country_not_listed", country: "KE" })
  expect(notice(null)).toEqual({ problem: "no_phone", country: null })
})
