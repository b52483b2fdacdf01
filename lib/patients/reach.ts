import { replyCountry } from "./countries"
import { parsePhone } from "./phone"

/** Why an answer from a number does not reach us, or may not. */
export type ReplyProblem =
  | "no_phone"
  | "country_not_listed"
  | "no_static_number"
  /** Only a warning: nobody can tell from a number where its phone is. */
  | "sydney_region"

/** The countries, ISO 3166-1 alpha-2, of an organization's static numbers. */
export type StaticCountries = {
  /** Of the numbers that an admin entered; empty as long as none was. */
  entered: readonly string[]
  /** Of the numbers that replies really came to, which outweighs any list. */
  learnt: readonly string[]
}

export const NO_STATIC_COUNTRIES: StaticCountries = { entered: [], learnt: [] }

/** Australia's geographic numbers outside the region of area code 02, which holds Sydney. */
const ELSEWHERE_IN_AUSTRALIA = /^\+61[378]/

/**
 * Why the patient with this E.164 number cannot answer a text, or null. The one place of the rule,
 * for screens, the gate and the need for attention. A number that cannot be read says more itself.
 * Source: BioT's article, Receiving SMS Messages; design 2-biot, Static numbers and countries.
 */
export function replyProblem(phone: string | null, numbers: StaticCountries): ReplyProblem | null {
  if (phone === null) return "no_phone"
  const parsed = parsePhone(phone)
  if (!parsed.ok) return null
  const { country } = parsed
  const isProved = country !== null && numbers.learnt.includes(country)
  if (!isProved && !replyCountry(country)) return "country_not_listed"
  if (!isProved && numbers.entered.length > 0 && !numbers.entered.includes(country ?? "")) {
    return "no_static_number"
  }
  return country === "AU" && !ELSEWHERE_IN_AUSTRALIA.test(parsed.e164) ? "sydney_region" : null
}

/** A warning leaves hope; the others say that no answer comes. */
export function cannotReply(problem: ReplyProblem | null): boolean {
  return problem !== null && problem !== "sydney_region"
}

/** What is told of a patient who cannot answer, or may not be able to. */
export type ReplyNotice = {
  problem: ReplyProblem
  /** The number's, ISO 3166-1 alpha-2; null where it has none. */
  country: string | null
}

/** `replyProblem` with the country that it is about. */
export function replyNotice(phone: string | null, numbers: StaticCountries): ReplyNotice | null {
  const problem = replyProblem(phone, numbers)
  if (problem === null) return null
  const parsed = phone === null ? null : parsePhone(phone)
  const country = parsed?.ok ? parsed.country : null
  return { problem, country }
}
