"use client"

import { useTranslations } from "next-intl"
import type { OpenableFigure } from "@/lib/doses/behind"
import { type Figures, wholePercent } from "@/lib/doses/figures"
import { type ShareKey, shareOf, toldShare } from "@/lib/doses/shares"

/** A figure in words; `value` is null where there is not enough data. */
export type ToldFigure = {
  value: string | null
  /** What opens to the doses behind: "24 of 28 doses". */
  count: string
  /** What is said besides: the range, or the hours of a gap. */
  detail: string | null
}

export type FigureWords = ReturnType<typeof useFigureWords>

/** Figures in the reader's language, each with what it counts and is out of. */
export function useFigureWords() {
  const t = useTranslations("adherence.figures")
  const percent = (rate: number) => t("percent", { n: wholePercent(rate) })
  const rangeOf = ({ low, high }: Figures) => {
    if (low === null || high === null) return null
    const [from, to] = [wholePercent(low), wholePercent(high)]
    return from === to ? t("exact", { low: from }) : t("range", { low: from, high: to })
  }
  const share = (
    key: ShareKey,
    f: Figures,
    counts: "partDoses" | "partDays" | "partReminded" = "partDoses",
  ): ToldFigure => {
    const told = toldShare(key, f)
    const value = told === null ? null : percent(told)
    return { value, count: t(counts, shareOf(key, f)), detail: null }
  }
  const run = (doses: number, hours: number | null = null): ToldFigure => ({
    ...{ value: t("doses", { n: doses }), count: t("doses", { n: doses }) },
    detail: hours === null ? null : t("hours", { n: Math.round(hours) }),
  })
  const sinceOf = (hours: number | null) =>
    hours === null ? null : t("since", { n: Math.round(hours) })
  const trendOf = (points: number) => t(points > 0 ? "up" : "down", { n: Math.abs(points) })

  const tell = (key: OpenableFigure, f: Figures): ToldFigure => {
    switch (key) {
      case "rate":
        return { ...share(key, f), detail: rangeOf(f) }
      case "range": {
        const part = Math.round(((f.high ?? 0) - (f.low ?? 0)) * f.n)
        const value = f.enough ? rangeOf(f) : null
        return { value, count: t("partDoses", { part, whole: f.n }), detail: null }
      }
      case "onTime":
      case "reachability":
        return share(key, f)
      case "fullDays":
        return share(key, f, "partDays")
      case "responseRate":
        return share(key, f, "partReminded")
      case "longestGap":
        return run(f.longestGap.doses, f.longestGap.hours)
      case "currentGap":
        return { ...run(f.currentGap.doses), detail: sinceOf(f.currentGap.hours) }
      case "streak":
        return run(f.streak)
      case "trend":
        return { value: f.trend === null ? null : trendOf(f.trend), count: "", detail: null }
    }
  }
  /** Says of a count that it opens, and what it counts. */
  const opening = (count: string, figure: string) => t("show", { count, figure })
  return { tell, trendOf, opening, notEnough: t("notEnough") }
}
