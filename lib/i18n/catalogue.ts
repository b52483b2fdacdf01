import type { en } from "./en"
import type { Language } from "./languages"

export type Translation = typeof en
/** A part of the screen whose words stand in a file of their own. */
export type Namespace = keyof Translation

/** What every signed-in page may say; the rest a page asks for by name, see `Translated`. */
export const EVERYWHERE = ["live", "shell", "ui"] as const satisfies readonly Namespace[]

const LOAD: Record<Language, () => Promise<Translation>> = {
  en: async () => (await import("./en")).en,
  de: async () => (await import("./de")).de,
  he: async () => (await import("./he")).he,
}

export function translationOf(language: Language): Promise<Translation> {
  return LOAD[language]()
}

/** A part as a whole, or one group of its words, as "review.move". */
export type Words = {
  [Name in Namespace]: Name | `${Name}.${keyof Translation[Name] & string}`
}[Namespace]

/** Of a translation the named words alone, so that a page sends no more than it says. */
export function partsOf(translation: Translation, names: readonly Words[]): Partial<Translation> {
  const parts: Record<string, Record<string, unknown>> = {}
  for (const name of names) {
    const [part = "", group] = name.split(".")
    const all: Record<string, unknown> = translation[part as Namespace]
    const given = group === undefined ? all : { [group]: all[group] }
    parts[part] = { ...parts[part], ...given }
  }
  return parts as Partial<Translation>
}
