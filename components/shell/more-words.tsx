"use client"

import { NextIntlClientProvider, useLocale, useMessages } from "next-intl"
import { type ReactNode, useMemo } from "react"
import type { Namespace, Translation } from "@/lib/i18n/catalogue"

type MoreWordsProps = { words: Partial<Translation>; children: ReactNode }

/** Adds words to those that stand around it. */
export function MoreWords({ words, children }: MoreWordsProps) {
  const known = useMessages()
  const language = useLocale()
  const messages = useMemo(() => together(known, words), [known, words])
  return (
    <NextIntlClientProvider locale={language} messages={messages}>
      {children}
    </NextIntlClientProvider>
  )
}

/** Of a part of which some groups are known already, the others come along. */
function together(known: Partial<Translation>, words: Partial<Translation>): Partial<Translation> {
  const parts = Object.entries(words).map(([name, given]) => [
    name,
    { ...known[name as Namespace], ...given },
  ])
  return { ...known, ...Object.fromEntries(parts) }
}
