import examples from "libphonenumber-js/examples.mobile.json"
import { getExampleNumber, parsePhoneNumberFromString } from "libphonenumber-js/max"

/** Where BioT can receive texts: the article's list, as ISO 3166 codes. */
const RECEIVING_COUNTRIES = new Set(
  (
    "AU AT BE BR BG CA CL CN CO CK CZ DK DO EC EG EE FI FR DE GU HK HU IN IE IL IT JP JE LT LU MY MX " +
    "MA MM NL NZ NO PE PH PL PT PR RO RU SG SO ZA ES SE TW TH UA AE GB US UY VI"
  ).split(" "),
)

const countryNames = new Intl.DisplayNames(["en"], { type: "region" })

export function countryOf(number: string): string | null {
  return parsePhoneNumberFromString(number)?.country ?? null
}

export function countryName(code: string | null): string {
  return code ? (countryNames.of(code) ?? code) : "Unknown country"
}

/** The local number of BioT that a phone answers to; null where texts cannot be received. */
export function staticNumberFor(number: string): string | null {
  const parsed = parsePhoneNumberFromString(number)
  if (!parsed?.country || !RECEIVING_COUNTRIES.has(parsed.country)) return null
  // "Australia (except Sydney region)": fixed lines with area code 02.
  if (parsed.country === "AU" && parsed.nationalNumber.startsWith("2")) return null
  return getExampleNumber(parsed.country, examples)?.number ?? null
}

export function displayNumber(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number
}
