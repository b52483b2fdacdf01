import { NextIntlClientProvider } from "next-intl"
import { getLocale } from "next-intl/server"
import type { ReactNode } from "react"
import { MoreWords } from "@/components/shell/more-words"
import { EVERYWHERE, partsOf, translationOf, type Words } from "@/lib/i18n/catalogue"

/** Around everything: the language, and the words that stand on every page. */
export async function Spoken({ children }: { children: ReactNode }) {
  const translation = await translationOf(await getLocale())
  return (
    <NextIntlClientProvider messages={partsOf(translation, EVERYWHERE)}>
      {children}
    </NextIntlClientProvider>
  )
}

type TranslatedProps = { of: readonly Words[]; children: ReactNode }

/** Gives what is inside the named words, besides those that it has from around it. */
export async function Translated({ of, children }: TranslatedProps) {
  const translation = await translationOf(await getLocale())
  return <MoreWords words={partsOf(translation, of)}>{children}</MoreWords>
}
