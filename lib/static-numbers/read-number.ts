import { countryName, replyCountry } from "@/lib/patients/countries"
import { parsePhone } from "@/lib/patients/phone"

export type ReadNumber =
  | { ok: true; phone: string }
  | { ok: false; field: "country" | "phone"; sentence: string }

const SHORT_CODE = /^\+?\s*\d{1,6}$/u

/**
 * Reads a static number as an admin types it: a full phone number of the country, which is one that
 * BioT's article lists. Sender names and short codes are refused with a sentence of their own.
 */
export function readStaticNumber(country: string, typed: string): ReadNumber {
  const listed = replyCountry(country)
  if (!listed) {
    const name = countryName(country)
    const sentence = `BioT receives no replies from ${name}. Ask BioT's support for a number there.`
    return { ok: false, field: "country", sentence }
  }
  const refuse = (sentence: string): ReadNumber => ({ ok: false, field: "phone", sentence })
  const text = typed.trim()
  if (/\p{L}/u.test(text)) {
    return refuse("This is a sender's name. Patients answer to a full phone number; enter that.")
  }
  if (SHORT_CODE.test(text)) {
    return refuse("This is a short code. Patients answer to a full phone number; enter that.")
  }
  const parsed = parsePhone(text)
  if (!parsed.ok) return refuse(NOT_A_PATIENTS[parsed.reason] ?? parsed.sentence)
  if (parsed.country !== listed.code) {
    const name = countryName(parsed.country) || "no country that we know"
    return refuse(`This number belongs to ${name}, not to ${listed.name}.`)
  }
  return { ok: true, phone: parsed.e164 }
}

/** `parsePhone` speaks of patients' phones. */
const NOT_A_PATIENTS: Partial<Record<string, string>> = {
  premium_rate: "This is a premium-rate number, and none that BioT assigns. Enter another.",
  shared_cost: "This is a shared-cost number, and none that BioT assigns. Enter another.",
  toll_free: "This is a toll-free number, and none that BioT assigns. Enter another.",
  voicemail: "This is a voicemail number, and none that BioT assigns. Enter another.",
}
