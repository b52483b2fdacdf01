import type { Language } from "./languages"

/** British, so that English has no comma before its "and". */
const LOCALES: Record<Language, string> = { en: "en-GB", de: "de", he: "he" }

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], language: Language): string {
  return new Intl.ListFormat(LOCALES[language], { type: "conjunction" }).format(words)
}
