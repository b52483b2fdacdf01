"use client"

import { ErrorBox } from "@/components/ui/error-state"
import de from "@/lib/i18n/de/fatal.json"
import en from "@/lib/i18n/en/fatal.json"
import he from "@/lib/i18n/he/fatal.json"
import { directionOf, LANGUAGE_COOKIE, type Language, languageFor } from "@/lib/i18n/languages"
import "./globals.css"

// The layout, which gives the translations, is what failed: these few words come with the page.
const WORDS: Record<Language, typeof en> = { en, de, he }

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  const language = languageHere()
  const { page, title, why, tryAgain } = WORDS[language]
  return (
    <html
      lang={language}
      dir={directionOf(language)}
      className={isDarkHere() ? "dark" : undefined}
      suppressHydrationWarning
    >
      <body>
        <title>{page}</title>
        <main className="grid min-h-dvh place-items-center p-4">
          <ErrorBox as="h1" title={title} retryLabel={tryAgain} onRetry={retry}>
            {why}
          </ErrorBox>
        </main>
      </body>
    </html>
  )
}

function languageHere(): Language {
  if (typeof window === "undefined") return languageFor(undefined, null)
  const chosen = new RegExp(`(?:^|; )${LANGUAGE_COOKIE}=(\\w+)`).exec(document.cookie)?.[1]
  return languageFor(chosen, navigator.languages.join(","))
}

/** The theme provider is gone with the layout; the system's preference is what remains. */
function isDarkHere(): boolean {
  return typeof window !== "undefined" && window.matchMedia("(prefers-color-scheme: dark)").matches
}
