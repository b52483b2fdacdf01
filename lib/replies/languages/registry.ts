import { english } from "./english"
import type { LanguageTable } from "./table"

/** Every language that the classifier knows; an organization switches the others on. */
export const LANGUAGES: readonly LanguageTable[] = [english]

/** ISO 639-1 codes that older systems still write. */
const OLD_CODES: Readonly<Record<string, string>> = { iw: "he" }

/**
 * The table for a locale as BioT writes it (`en-us`, `en_US`, null); null for a language that has
 * no table.
 */
export function languageFor(locale: string | null): LanguageTable | null {
  const code = locale?.trim().toLowerCase().split(/[-_]/u)[0] ?? ""
  const current = OLD_CODES[code] ?? code
  return LANGUAGES.find((table) => table.code === current) ?? null
}
