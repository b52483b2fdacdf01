import { arabic } from "./arabic"
import { english } from "./english"
import { french } from "./french"
import { german } from "./german"
import { hebrew } from "./hebrew"
import { portuguese } from "./portuguese"
import { russian } from "./russian"
import { spanish } from "./spanish"
import type { LanguageTable } from "./table"

/** Every language that ships; an organization may switch any but English off. */
export const LANGUAGES: readonly LanguageTable[] = [
  english,
  spanish,
  french,
  german,
  portuguese,
  hebrew,
  arabic,
  russian,
]

export const SHIPPED_CODES: readonly string[] = LANGUAGES.map(({ code }) => code)

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
