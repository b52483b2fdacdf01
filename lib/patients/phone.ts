import { parsePhoneNumberWithError, validatePhoneNumberLength } from "libphonenumber-js/max"
import { memoized } from "@/lib/memoized"

export type PhoneProblem =
  | "empty"
  | "not_a_number"
  | "no_country_code"
  | "extension"
  | "too_short"
  | "too_long"
  | "too_long_for_biot"
  | "impossible"
  | "premium_rate"
  | "shared_cost"
  | "toll_free"
  | "voicemail"

export type PhoneType =
  | "mobile"
  | "fixed_line"
  | "fixed_line_or_mobile"
  | "voip"
  | "personal_number"
  | "pager"
  | "uan"
  | "unknown"

export type ParsedPhone =
  | {
      ok: true
      /** E.164, 5 to 15 characters with its `+`. */
      e164: string
      /** ISO 3166-1 alpha-2; for a number of no known range its calling code's main country. */
      country: string | null
      type: PhoneType
      /** False when the number is possible but belongs to no range in use: a warning, no refusal. */
      valid: boolean
    }
  | { ok: false; reason: PhoneProblem; sentence: string }

const SENTENCES: Record<PhoneProblem, string> = {
  empty: "Enter a phone number.",
  not_a_number: "Enter only the number: a plus sign and digits, such as +1 212 555 0123.",
  no_country_code: "Start with a plus sign and the country's code, such as +1 212 555 0123.",
  extension: "A text cannot reach an extension. Enter a number without one.",
  too_short: "This number is too short for its country.",
  too_long: "This number is too long for its country.",
  too_long_for_biot: "BioT sends to at most 14 digits after the plus sign; this number has more.",
  impossible: "No number of this form exists in its country.",
  premium_rate: "This is a premium-rate number, and no patient's phone. Enter another.",
  shared_cost: "This is a shared-cost number, and no patient's phone. Enter another.",
  toll_free: "This is a toll-free number, and no patient's phone. Enter another.",
  voicemail: "This is a voicemail number, and no patient's phone. Enter another.",
}

const REFUSED_TYPES: Readonly<Record<string, PhoneProblem>> = {
  PREMIUM_RATE: "premium_rate",
  SHARED_COST: "shared_cost",
  TOLL_FREE: "toll_free",
  VOICEMAIL: "voicemail",
}
const TYPES: Readonly<Record<string, PhoneType>> = {
  MOBILE: "mobile",
  FIXED_LINE: "fixed_line",
  FIXED_LINE_OR_MOBILE: "fixed_line_or_mobile",
  VOIP: "voip",
  PERSONAL_NUMBER: "personal_number",
  PAGER: "pager",
  UAN: "uan",
}
const LIBRARY_PROBLEMS: Readonly<Record<string, PhoneProblem>> = {
  TOO_SHORT: "too_short",
  TOO_LONG: "too_long",
  INVALID_COUNTRY: "no_country_code",
}

/** BioT's own bounds, counted with the plus sign. */
const FEWEST_CHARACTERS = 5
const MOST_CHARACTERS = 15
const LONGEST_INPUT = 60

const INVISIBLE = /\p{Cf}/gu
const EXTENSION = /(?:;ext=|(?:ext|extn|extension|x|#)[\s.:]*)\p{Nd}+$/iu
const NUMBER = /^\+?[\p{Nd}\s().\-‐‑–]+$/u

function refuse(reason: PhoneProblem): ParsedPhone {
  return { ok: false, reason, sentence: SENTENCES[reason] }
}

function parse(text: string) {
  try {
    return { phone: parsePhoneNumberWithError(text, { extract: false }), problem: null }
  } catch (error) {
    const code = error instanceof Error ? error.message : ""
    return { phone: null, problem: LIBRARY_PROBLEMS[code] ?? ("not_a_number" as const) }
  }
}

/**
 * Reads a phone number in full format, strictly: nothing is picked out of prose, no country is
 * assumed (design, Sending, "Phone numbers"). Returns a reason and a sentence instead of throwing.
 */
export function parsePhone(input: string): ParsedPhone {
  return input.length > LONGEST_INPUT ? readPhone(input) : remembered(input)
}

/** Reading a number takes longer than all else that a reply's summary needs, and they come again. */
const remembered = memoized(20_000, readPhone)

function readPhone(input: string): ParsedPhone {
  const text = input.replace(INVISIBLE, "").replace(/＋/gu, "+").trim()
  if (text === "") return refuse("empty")
  if (text.length > LONGEST_INPUT) return refuse("not_a_number")
  if (EXTENSION.test(text)) return refuse("extension")
  if (!NUMBER.test(text)) return refuse("not_a_number")
  if (!text.startsWith("+")) return refuse("no_country_code")
  const { phone, problem } = parse(text)
  if (!phone) return refuse(problem)
  const refused = REFUSED_TYPES[phone.getType() ?? ""]
  if (refused) return refuse(refused)
  if (!phone.isPossible()) {
    const length = validatePhoneNumberLength(phone.number)
    return refuse(LIBRARY_PROBLEMS[length ?? ""] ?? "impossible")
  }
  // The library drops a trunk zero at each reading; a number that changes so is no number.
  if (parse(phone.number).phone?.number !== phone.number) return refuse("impossible")
  if (phone.number.length > MOST_CHARACTERS) return refuse("too_long_for_biot")
  if (phone.number.length < FEWEST_CHARACTERS) return refuse("too_short")
  return {
    ok: true,
    e164: phone.number,
    country: phone.country ?? phone.getPossibleCountries()[0] ?? null,
    type: TYPES[phone.getType() ?? ""] ?? "unknown",
    valid: phone.isValid(),
  }
}

/** `+1 212 555 0123` for people to read; what is no phone number comes back as it is. */
export function formatPhone(e164: string): string {
  return parse(e164).phone?.formatInternational() ?? e164
}

const SHOWN_DIGITS = 2

/** `+1••••••••23` for logs and lists: the calling code and the last two digits, no more. */
export function maskPhone(e164: string): string {
  const { phone } = parse(e164)
  const start = phone ? `+${phone.countryCallingCode}` : ""
  const hidden = e164.length - start.length - SHOWN_DIGITS
  if (hidden < SHOWN_DIGITS) return "•".repeat(e164.length)
  return `${start}${"•".repeat(hidden)}${e164.slice(-SHOWN_DIGITS)}`
}
