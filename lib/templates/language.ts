/** In which an organization's texts are written where nothing else is known. */
export const HOME_LANGUAGE = "en"

/** The languages that the editor offers; reminders are built in for those of `BUILT_IN_TEXTS`. */
export const LANGUAGES = [
  ...["en", "es", "fr", "de", "pt", "he", "ar", "ru", "it", "nl", "pl", "uk", "tr", "zh", "ja"],
  ...["ko", "hi", "vi", "th", "cs", "da", "sv", "no", "fi", "el", "hu", "ro", "bg"],
] as const
export type Language = (typeof LANGUAGES)[number]

/** What older systems still write for a language that has another code today. */
const RENAMED: Readonly<Record<string, string>> = { iw: "he", nb: "no", nn: "no", in: "id" }

/** The language of a locale as BioT keeps it: `de-DE`, `en_US`, `he-il`. Null: none is known. */
export function languageOf(locale: string | null): string | null {
  const code = /^\s*([a-z]{2,3})(?![a-z])/iu.exec(locale ?? "")?.[1]?.toLowerCase()
  return code === undefined ? null : (RENAMED[code] ?? code)
}

const NAMES = new Intl.DisplayNames(["en"], { type: "language" })

export function languageName(language: string): string {
  return NAMES.of(language) ?? language
}

/** Whether it is written from right to left, for the `dir` of what shows it. */
export function directionOf(language: string): "rtl" | "ltr" {
  return ["he", "ar", "fa", "ur"].includes(language) ? "rtl" : "ltr"
}
