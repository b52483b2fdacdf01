/** A country in which patients can answer, because BioT has a static number there. */
export type ReplyCountry = {
  /** ISO 3166-1 alpha-2, as `parsePhone` returns it. */
  code: string
  name: string
  /** What BioT's article says against it, or null. */
  caveat: string | null
}

/**
 * BioT's article "Sending and Receiving SMS Messages", the list and its one caveat. Its "Virgin
 * Islands" is read as the U.S. ones: a country too few is a warning, one too many is silence.
 */
export const REPLY_COUNTRIES: readonly ReplyCountry[] = [
  { code: "AU", name: "Australia", caveat: "except the Sydney region" },
  { code: "AT", name: "Austria", caveat: null },
  { code: "BE", name: "Belgium", caveat: null },
  { code: "BR", name: "Brazil", caveat: null },
  { code: "BG", name: "Bulgaria", caveat: null },
  { code: "CA", name: "Canada", caveat: null },
  { code: "CL", name: "Chile", caveat: null },
  { code: "CN", name: "China", caveat: null },
  { code: "CO", name: "Colombia", caveat: null },
  { code: "CK", name: "Cook Islands", caveat: null },
  { code: "CZ", name: "Czech Republic", caveat: null },
  { code: "DK", name: "Denmark", caveat: null },
  { code: "DO", name: "Dominican Republic", caveat: null },
  { code: "EC", name: "Ecuador", caveat: null },
  { code: "EG", name: "Egypt", caveat: null },
  { code: "EE", name: "Estonia", caveat: null },
  { code: "FI", name: "Finland", caveat: null },
  { code: "FR", name: "France", caveat: null },
  { code: "DE", name: "Germany", caveat: null },
  { code: "GU", name: "Guam", caveat: null },
  { code: "HK", name: "Hong Kong", caveat: null },
  { code: "HU", name: "Hungary", caveat: null },
  { code: "IN", name: "India", caveat: null },
  { code: "IE", name: "Ireland", caveat: null },
  { code: "IL", name: "Israel", caveat: null },
  { code: "IT", name: "Italy", caveat: null },
  { code: "JP", name: "Japan", caveat: null },
  { code: "JE", name: "Jersey", caveat: null },
  { code: "LT", name: "Lithuania", caveat: null },
  { code: "LU", name: "Luxembourg", caveat: null },
  { code: "MY", name: "Malaysia", caveat: null },
  { code: "MX", name: "Mexico", caveat: null },
  { code: "MA", name: "Morocco", caveat: null },
  { code: "MM", name: "Myanmar", caveat: null },
  { code: "NL", name: "Netherlands", caveat: null },
  { code: "NZ", name: "New Zealand", caveat: null },
  { code: "NO", name: "Norway", caveat: null },
  { code: "PE", name: "Peru", caveat: null },
  { code: "PH", name: "Philippines", caveat: null },
  { code: "PL", name: "Poland", caveat: null },
  { code: "PT", name: "Portugal", caveat: null },
  { code: "PR", name: "Puerto Rico", caveat: null },
  { code: "RO", name: "Romania", caveat: null },
  { code: "RU", name: "Russia", caveat: null },
  { code: "SG", name: "Singapore", caveat: null },
  { code: "SO", name: "Somalia", caveat: null },
  { code: "ZA", name: "South Africa", caveat: null },
  { code: "ES", name: "Spain", caveat: null },
  { code: "SE", name: "Sweden", caveat: null },
  { code: "TW", name: "Taiwan", caveat: null },
  { code: "TH", name: "Thailand", caveat: null },
  { code: "UA", name: "Ukraine", caveat: null },
  { code: "AE", name: "United Arab Emirates", caveat: null },
  { code: "GB", name: "United Kingdom", caveat: null },
  { code: "US", name: "United States", caveat: null },
  { code: "UY", name: "Uruguay", caveat: null },
  { code: "VI", name: "Virgin Islands", caveat: null },
]

const BY_CODE = new Map(REPLY_COUNTRIES.map((country) => [country.code, country]))

/** The listed country of an ISO code, or null when patients there can be texted but not answer. */
export function replyCountry(code: string | null): ReplyCountry | null {
  return code === null ? null : (BY_CODE.get(code.toUpperCase()) ?? null)
}

const NAMES = new Intl.DisplayNames(["en"], { type: "region" })

/** A country as people call it, listed or not; empty for none. */
export function countryName(code: string | null): string {
  return code === null ? "" : (replyCountry(code)?.name ?? NAMES.of(code) ?? code)
}
