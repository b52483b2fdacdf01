"use client"

import { useTranslations } from "next-intl"
import type { DoseList } from "@/components/adherence/dose-list"

/** "24 of 28 doses": what a list's number counts, in its own unit. */
export function useFigureCount() {
  const t = useTranslations("adherence.figures")
  return ({ ref, part, whole, unit }: DoseList): string => {
    if (unit === "days") return t("partDays", { part, whole })
    const isShare = ref.kind === "pattern" || !OF_NOTHING.has(ref.figure)
    return isShare ? t("partDoses", { part, whole }) : t("doses", { n: part })
  }
}

/** Runs and the trend are out of nothing. */
const OF_NOTHING: ReadonlySet<string> = new Set(["longestGap", "currentGap", "streak", "trend"])
