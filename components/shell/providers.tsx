"use client"

import { ThemeProvider } from "next-themes"
import { Direction } from "radix-ui"
import type { ReactNode } from "react"
import { StyleNonce } from "@/components/shell/style-nonce"
import { Toaster } from "@/components/ui/toast"
import { TooltipProvider } from "@/components/ui/tooltip"

type ProvidersProps = {
  nonce?: string | undefined
  direction: "ltr" | "rtl"
  children: ReactNode
}

/** What every page has around it: the theme (the one thing kept in the browser), tooltips, notices. */
export function Providers({ nonce, direction, children }: ProvidersProps) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      storageKey="doseline-theme"
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      <StyleNonce nonce={nonce} />
      <Direction.Provider dir={direction}>
        <TooltipProvider delayDuration={300} skipDelayDuration={200}>
          {children}
          <Toaster />
        </TooltipProvider>
      </Direction.Provider>
    </ThemeProvider>
  )
}
