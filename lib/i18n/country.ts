import { countryName as englishName, REPLY_COUNTRIES } from "@/lib/patients/countries"
import type { Language } from "./languages"

/** A country (ISO 3166-1 alpha-2) as people call it; empty for none. */
export function countryName(code: string | null, language: Language): string {
  if (code === null || language === "en") return englishName(code)
  return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("")

/** A country that is known by its English name alone, in another language; else what was given. */
export function countryCalled(english: string, language: Language): string {
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
  // Listed ones first: of two codes with one name they are the one meant.
  const code = [...REPLY_COUNTRIES.map((each) => each.code), ...codes].find(
    (each) => englishName(each) === english,
  )
  return code === undefined ? english : countryName(code, language)
}
