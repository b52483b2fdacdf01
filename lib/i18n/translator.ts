import { createTranslator } from "next-intl"
import { translationOf } from "./catalogue"
import type { Language } from "./languages"

/** Says the interface's words where no page does: in a file, for one. */
export async function translatorIn(language: Language) {
  return createTranslator({ locale: language, messages: await translationOf(language) })
}

export type Translator = Awaited<ReturnType<typeof translatorIn>>
