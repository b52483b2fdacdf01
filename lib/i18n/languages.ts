/** The languages of the interface, as BCP 47 names them. What patients are texted in is apart. */
export const LANGUAGES = ["en", "de", "he"] as const
export type Language = (typeof LANGUAGES)[number]

export const DEFAULT_LANGUAGE: Language = "en"

/** As each is called by those who speak it. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  de: "Deutsch",
  he: "עברית",
}

/** Which language this browser was told to use; holds nothing else. */
export const LANGUAGE_COOKIE = "doseline-language"

export function directionOf(language: string): "ltr" | "rtl" {
  return language === "he" ? "rtl" : "ltr"
}

/**
 * The language to speak: what was chosen here, else the first of the browser's wishes (an
 * `Accept-Language` header, RFC 9110 12.5.4) that there is, else English.
 */
export function languageFor(chosen: string | undefined, accepted: string | null): Language {
  const wishes = (accepted ?? "")
    .split(",")
    .map((wish) => {
      const [tag = "", ...parameters] = wish.trim().split(";")
      const weight = parameters.find((each) => each.trim().startsWith("q="))?.split("=")[1]
      return { tag: tag.trim().toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
  for (const wish of chosen ? [chosen, ...wishes] : wishes) {
    const known = LANGUAGES.find((language) => wish === language || wish.startsWith(`${language}-`))
    if (known) return known
  }
  return DEFAULT_LANGUAGE
}
