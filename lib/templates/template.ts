import type { TemplatePurpose } from "@/db/enums"
import { isBuiltIn } from "@/lib/messages/reminder-text"
import type { Instant } from "@/lib/time"
import { HOME_LANGUAGE } from "./language"

export type TemplateVersion = {
  version: number
  body: string
  at: Instant
  /** The name of who wrote it. */
  by: string | null
}

export type Template = {
  id: string
  name: string
  purpose: TemplatePurpose
  language: string
  isDefault: boolean
  archivedAt: Instant | null
  /** Newest first; the first one is in force. */
  versions: [TemplateVersion, ...TemplateVersion[]]
}

/** What somebody who writes to a patient may choose from. */
export type TemplateChoice = {
  id: string
  version: number
  name: string
  purpose: TemplatePurpose
  language: string
  isDefault: boolean
  body: string
}

export type LanguageCount = { language: string; patients: number }

/** All that Settings, Templates shows. */
export type TemplatesScreen = {
  /** In use, then archived; by name. */
  templates: Template[]
  /** How many enabled patients have each language, most first. */
  languages: LanguageCount[]
  namesMedicines: boolean
  zone: string
}

/**
 * How many patients of other languages the English default of a purpose is sent to: those for whose
 * language there is neither a default nor a text that is built in.
 */
export function patientsOfEnglish(
  templates: readonly Template[],
  languages: readonly LanguageCount[],
  purpose: TemplatePurpose,
): number {
  const own = new Set(
    templates
      .filter((each) => each.isDefault && each.purpose === purpose)
      .map(({ language }) => language),
  )
  return languages
    .filter(({ language }) => !own.has(language) && !isBuiltIn(language))
    .reduce((sum, { patients }) => sum + patients, 0)
}

const ORDER: readonly TemplatePurpose[] = ["reminder", "nudge", "manual"]

/** Those of the patient's language first, then English, then by language, purpose, default, name. */
export function inOrderFor(choices: readonly TemplateChoice[], language: string): TemplateChoice[] {
  const rank = (each: string) => (each === language ? 0 : each === HOME_LANGUAGE ? 1 : 2)
  return [...choices].sort(
    (a, b) =>
      rank(a.language) - rank(b.language) ||
      a.language.localeCompare(b.language) ||
      ORDER.indexOf(a.purpose) - ORDER.indexOf(b.purpose) ||
      Number(b.isDefault) - Number(a.isDefault) ||
      a.name.localeCompare(b.name),
  )
}
