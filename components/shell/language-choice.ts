"use client"

import { useRouter } from "next/navigation"
import { useLocale, useTranslations } from "next-intl"
import { useEffect, useRef, useTransition } from "react"
import { toast } from "@/components/ui/toast-store"
import { LANGUAGE_COOKIE, LANGUAGES, type Language } from "@/lib/i18n/languages"
import { DAY_MS, SECOND_MS } from "@/lib/time"

const KEPT_SECONDS = (365 * DAY_MS) / SECOND_MS

/** Tells in its own words that the interface speaks another language now; stands once on a page. */
export function useLanguageNews(): void {
  const t = useTranslations("shell.language")
  const language = useLocale()
  const before = useRef(language)
  useEffect(() => {
    if (before.current === language) return
    before.current = language
    toast(t("changed"))
  }, [language, t])
}

/** The language of the interface, and how to choose another. */
export function useLanguageChoice() {
  const router = useRouter()
  const language = useLocale()
  const [pending, startTransition] = useTransition()
  const choose = (chosen: string) => {
    const known = LANGUAGES.find((each) => each === chosen)
    if (!known || known === language) return
    keep(known)
    // The server writes the page anew; what is open and typed in it stays.
    startTransition(() => router.refresh())
  }
  return { language, choose, pending }
}

function keep(language: Language): void {
  const secure = window.location.protocol === "https:" ? "; Secure" : ""
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store
  document.cookie = `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=${KEPT_SECONDS}; SameSite=Lax${secure}`
}
