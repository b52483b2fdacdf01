"use client"

import { type RefObject, useEffect, useRef, useState } from "react"
import type { DoseCell, DoseRow } from "@/components/doses/dose-row"
import { SECOND_MS } from "@/lib/time"

const MOST_SAID = 3

/**
 * Tints the cells whose state changed for a second, and returns what to announce politely: the
 * new sentences, or their number when there are many.
 */
export function useDoseChanges(rows: DoseRow[], container: RefObject<HTMLElement | null>): string {
  const known = useRef<Map<string, DoseCell["state"]> | null>(null)
  const [announcement, setAnnouncement] = useState("")
  useEffect(() => {
    const before = known.current
    const cells = rows.flatMap((row) => row.cells)
    known.current = new Map(cells.map((cell) => [cell.doseId, cell.state]))
    if (!before) return
    const changed = cells.filter((cell) => {
      const old = before.get(cell.doseId)
      return old !== undefined && old !== cell.state
    })
    if (changed.length === 0) return
    for (const { doseId } of changed) tint(container.current, doseId)
    setAnnouncement(
      changed.length > MOST_SAID
        ? `${changed.length} doses changed`
        : changed.map((cell) => cell.sentence).join(". "),
    )
  }, [rows, container])
  return announcement
}

function tint(container: HTMLElement | null, doseId: string): void {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return
  const cell = container?.querySelector(`[data-dose="${CSS.escape(doseId)}"]`)
  cell?.animate(
    [{ boxShadow: "0 0 0 6px var(--primary-tint)" }, { boxShadow: "0 0 0 6px transparent" }],
    { duration: SECOND_MS, easing: "ease-in" },
  )
}
