"use client"

import { useTranslations } from "next-intl"
import type { OpenableFigure } from "@/lib/doses/behind"
import { type Figures, wholePercent } from "@/lib/doses/figures"

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
  const share = (rate: number | null, counted: [part: number, whole: number]): ToldFigure => {
    const [part, whole] = counted
    const value = rate === null ? null : percent(rate)
    return { value, count: t("partDoses", { part, whole }), detail: null }
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
        return { ...share(f.enough ? f.rate : null, [f.taken, f.n]), detail: rangeOf(f) }
      case "range": {
        const open = Math.round(((f.high ?? 0) - (f.low ?? 0)) * f.n)
        return { ...share(null, [open, f.n]), value: f.enough ? rangeOf(f) : null }
      }
      case "onTime":
        return share(f.enough ? f.onTimeRate : null, [f.onTime, f.n])
      case "fullDays": {
        const counted = { part: f.fullDays, whole: f.dueDays }
        const value = f.fullDayRate === null ? null : percent(f.fullDayRate)
        return { value, count: t("partDays", counted), detail: null }
      }
      case "responseRate": {
        const counted = { part: f.replied, whole: f.reminded }
        const value = f.responseRate === null ? null : percent(f.responseRate)
        return { value, count: t("partReminded", counted), detail: null }
      }
      case "reachability":
        return share(f.reachability, [f.n, f.n + f.notReminded])
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
