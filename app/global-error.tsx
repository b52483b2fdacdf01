"use client"

import { ErrorState } from "@/components/ui/error-state"
import "./globals.css"

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  // The theme provider is gone with the layout; the system's preference is what remains.
  const dark =
    typeof window !== "undefined" && window.matchMedia("(prefers-color-scheme: dark)").matches
  return (
    <html lang="en" className={dark ? "dark" : undefined} suppressHydrationWarning>
      <body>
        <title>Doseline cannot be shown</title>
        <main className="grid min-h-dvh place-items-center p-4">
          <ErrorState as="h1" title="Doseline cannot be shown right now" onRetry={retry}>
            Replies and reminders are handled elsewhere and go on. What you had already saved is
            safe. If this stays, tell your administrator the time it happened.
          </ErrorState>
        </main>
      </body>
    </html>
  )
}
