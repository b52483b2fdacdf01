"use client"

import { defaultRangeExtractor, useWindowVirtualizer } from "@tanstack/react-virtual"
import { useCallback, useLayoutEffect, useRef, useState } from "react"
import type { Place } from "@/components/patients/list-place"
import { useHydrated } from "@/components/patients/use-hydrated"
import type { PatientRow } from "@/lib/patients/patient-row"

/** Room for the bars that lie over the page. */
const BARS_PX = 72
const OVERSCAN = 10

/** A row to draw, or the height of those that are not drawn. */
export type Drawn =
  | { kind: "row"; row: PatientRow; index: number }
  | { kind: "gap"; key: string; height: number }

type Of = {
  rows: PatientRow[]
  /** It stays drawn wherever one scrolls, for it has the focus. */
  activeId: string | null
  estimate: number
  /** So many fill a screen: the server draws no more, and the browser adds what its window shows. */
  first: number
  place: Place | null
}

/**
 * Draws the rows in sight and a few around them. On the server, and until its HTML is taken up, the
 * first are drawn: it knows no window, and its content security policy allows no heights.
 */
export function useVirtualRows({ rows, activeId, estimate, first, place }: Of) {
  // The virtualizer changes in place, which the compiler's memory does not see.
  "use no memo"
  const isHydrated = useHydrated()
  const top = useRef<HTMLElement | null>(null)
  const [scrollMargin, setMargin] = useState(0)
  const active = rows.findIndex(({ id }) => id === activeId)
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: rows.length,
    enabled: isHydrated,
    estimateSize: () => estimate,
    getItemKey: useCallback((index: number) => rows[index]?.id ?? index, [rows]),
    overscan: OVERSCAN,
    scrollMargin,
    scrollPaddingStart: BARS_PX,
    scrollPaddingEnd: BARS_PX,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range)
      if (active < 0 || drawn.includes(active)) return drawn
      return [...drawn, active].sort((a, b) => a - b)
    },
    ...(place ? { initialOffset: place.top, initialMeasurementsCache: place.heights } : {}),
    ...(isHydrated
      ? { initialRect: { width: window.innerWidth, height: window.innerHeight } }
      : {}),
  })
  useLayoutEffect(() => {
    if (!top.current) return
    const now = Math.round(top.current.getBoundingClientRect().top + window.scrollY)
    if (now !== scrollMargin) setMargin(now)
  })
  const items = isHydrated ? virtualizer.getVirtualItems() : []
  const drawn: Drawn[] = []
  let end = scrollMargin
  for (const { index, start, end: next } of items) {
    const row = rows[index]
    if (!row) continue
    if (start > end) drawn.push({ kind: "gap", key: `before ${row.id}`, height: start - end })
    drawn.push({ kind: "row", row, index })
    end = next
  }
  const total = scrollMargin + virtualizer.getTotalSize()
  if (items.length > 0 && total > end) {
    drawn.push({ kind: "gap", key: "after", height: total - end })
  }
  const plain = rows.map((row, index) => ({ kind: "row" as const, row, index }))
  return {
    drawn: items.length > 0 ? drawn : plain.slice(0, isHydrated ? OVERSCAN : first),
    top,
    measure: virtualizer.measureElement,
    scrollTo: (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
    heights: () => virtualizer.takeSnapshot(),
    lastDrawn: items.at(-1)?.index ?? -1,
  }
}
