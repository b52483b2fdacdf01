import type { AskPurpose } from "@/lib/messages/reminder-text"
import { HOME_LANGUAGE, languageOf } from "./language"
import type { TemplateChoice } from "./template"
import { type ChosenText, textFor } from "./text-for"

/** What the composer must know of a patient and an organization to show a text as it will be sent. */
export type ComposerFacts = {
  locale: string | null
  firstName: string | null
  organizationName: string
  namesMedicines: boolean
  templates: TemplateChoice[]
  /** The static number to which the patient answers, and its ISO country; null: none is known. */
  answersTo: { country: string; phone: string } | null
}

/** What a text to many may begin with. */
export type TextsToMany = Pick<ComposerFacts, "templates" | "namesMedicines">

/**
 * The text that the composer begins with: what the schedule would send, or the organization's
 * default for texts about no dose. Empty where there is none: such a text must not ask for an answer
 * that nothing waits for.
 */
export function firstText(
  facts: Pick<ComposerFacts, "locale" | "templates">,
  ask: { doseCount: number; wasAsked: boolean },
): ChosenText {
  const defaults = facts.templates.filter(({ isDefault }) => isDefault)
  if (ask.doseCount > 0) {
    const purpose: AskPurpose = ask.wasAsked ? "nudge" : "reminder"
    return textFor(defaults, { purpose, locale: facts.locale, doseCount: ask.doseCount })
  }
  const language = languageOf(facts.locale) ?? HOME_LANGUAGE
  const manual = defaults.filter(({ purpose }) => purpose === "manual")
  const found = [language, HOME_LANGUAGE]
    .map((each) => manual.find((template) => template.language === each))
    .find((template) => template !== undefined)
  if (!found) return { body: "", template: null }
  return { body: found.body, template: { id: found.id, version: found.version } }
}
