"use client"

import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { SheetContent } from "@/components/ui/sheet"

/** A pane that comes on demand opens when it is here, or to say that it could not be had. */
export function PaneFrame({ isFailed, children }: { isFailed: boolean; children: ReactNode }) {
  const t = useTranslations("ui.onDemand")
  return isFailed ? <SheetContent title={t("failed")}>{children}</SheetContent> : null
}
