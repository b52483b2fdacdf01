"use client"

import { useTranslations } from "next-intl"
import { type RefObject, useEffect, useRef, useState } from "react"
import type { DoseRow } from "@/components/doses/dose-row"
import { doseCell } from "@/components/doses/grid-focus"
import { useDoseWords } from "@/components/doses/use-dose-words"
import type { DoseState } from "@/db/enums"

const MOST_SAID = 3

/**
 * Tints the cells whose state changed for a second, and returns what to announce politely: the
 * new sentences, or their number when there are many.
 */
export function useDoseChanges(rows: DoseRow[], container: RefObject<HTMLElement | null>): string {
  const t = useTranslations("doses")
  const words = useDoseWords()
  const known = useRef<Map<string, DoseState> | null>(null)
  const [announcement, setAnnouncement] = useState("")
  useEffect(() => {
    const before = known.current
    const cells = rows.flatMap((row) => row.cells)
    known.current = new Map(cells.map((cell) => [cell.id, cell.state]))
    if (!before) return
    const changed = cells.filter((cell) => {
      const old = before.get(cell.id)
      return old !== undefined && old !== cell.state
    })
    if (changed.length === 0) return
    for (const { id } of changed) tint(container.current, id)
    setAnnouncement(
      changed.length > MOST_SAID
        ? t("changed", { count: changed.length })
        : changed.map((cell) => words.sentence(cell)).join(". "),
    )
  }, [rows, container, t, words])
  return announcement
}

function tint(container: HTMLElement | null, doseId: string): void {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return
  doseCell(container, doseId)?.animate(
    [{ boxShadow: "0 0 0 4px var(--primary-tint)" }, { boxShadow: "0 0 0 4px transparent" }],
    // As `animate-tint` does: it stands and then goes, since a second of frames is work to draw.
    { delay: 860, duration: 140, easing: "ease-out", fill: "backwards" },
  )
}
