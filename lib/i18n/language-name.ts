import type { Language } from "./languages"

/** A language (ISO 639) as people call it. */
export function languageName(code: string, language: Language): string {
  return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code
}
