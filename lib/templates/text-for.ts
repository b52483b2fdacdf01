import { type AskPurpose, builtInText, isBuiltIn } from "@/lib/messages/reminder-text"
import { HOME_LANGUAGE, languageOf } from "./language"

/** The default template of a purpose and language, in its newest version. */
export type DefaultText = {
  id: string
  version: number
  purpose: "reminder" | "nudge" | "manual"
  language: string
  body: string
}

export type ChosenText = {
  body: string
  /** What a message keeps of where its text is from; null for a built-in one. */
  template: { id: string; version: number } | null
}

/**
 * The text that asks a patient about doses: the organization's default in the patient's language,
 * else the built-in one in that language. `locale` is BioT's; a language that neither knows counts
 * as English: a text that the patient can read goes before the organization's own wording.
 */
export function textFor(
  templates: readonly DefaultText[],
  ask: { purpose: AskPurpose; locale: string | null; doseCount: number },
): ChosenText {
  const own = languageOf(ask.locale) ?? HOME_LANGUAGE
  const defaultIn = (language: string) =>
    templates.find((each) => each.purpose === ask.purpose && each.language === language)
  const language = defaultIn(own) || isBuiltIn(own) ? own : HOME_LANGUAGE
  const found = defaultIn(language)
  if (found) return { body: found.body, template: { id: found.id, version: found.version } }
  return { body: builtInText(ask.purpose, language, ask.doseCount), template: null }
}
