import type { Metadata, Viewport } from "next"
import { headers } from "next/headers"
import { getLocale } from "next-intl/server"
import type { ReactNode } from "react"
import { Providers } from "@/components/shell/providers"
import { Spoken } from "@/components/shell/translated"
import { directionOf } from "@/lib/i18n/languages"
import "./globals.css"

export const metadata: Metadata = {
  title: { default: "Doseline", template: "%s · Doseline" },
  description: "Medication reminders by text message, and what patients answered",
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  colorScheme: "light dark",
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined
  const language = await getLocale()
  const direction = directionOf(language)
  return (
    <html lang={language} dir={direction} suppressHydrationWarning>
      <body>
        <Spoken>
          <Providers nonce={nonce} direction={direction}>
            {children}
          </Providers>
        </Spoken>
      </body>
    </html>
  )
}
