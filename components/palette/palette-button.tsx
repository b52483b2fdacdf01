"use client"

import { Search } from "lucide-react"
import { useTranslations } from "next-intl"
import { useSyncExternalStore } from "react"
import { PALETTE, usePalette } from "@/components/palette/palette-provider"
import { usePrepared } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"

/** The way to the command palette without its keys, which it names. */
export function PaletteButton() {
  const t = useTranslations("shell.search")
  const { open } = usePalette()
  return (
    <Button
      variant="secondary"
      title={t("title")}
      aria-keyshortcuts="Control+K Meta+K"
      aria-haspopup="dialog"
      {...usePrepared(PALETTE)}
      onClick={open}
      className="max-lg:px-2 lg:text-muted-foreground"
    >
      <Search aria-hidden />
      <span className="max-lg:sr-only">{t("label")}</span>
      <ShortcutKey />
    </Button>
  )
}

function ShortcutKey() {
  const isApple = useSyncExternalStore(neverChanges, readIsApple, () => false)
  return (
    <kbd
      aria-hidden
      className="ms-2 rounded-sm border px-1 font-sans text-muted-foreground text-xs max-lg:hidden pointer-coarse:hidden"
    >
      {isApple ? "⌘K" : "Ctrl K"}
    </kbd>
  )
}

const neverChanges = () => () => {}
const readIsApple = () => /Mac|iPhone|iPad/.test(navigator.platform)
