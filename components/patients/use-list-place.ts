"use client"

import type { VirtualItem } from "@tanstack/react-virtual"
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react"
import { keepPlace, markEntry, type Place } from "@/components/patients/list-place"

type Kept = Pick<Place, "address" | "q" | "activeId"> & {
  /** Set by the rows that are shown. */
  heights: RefObject<() => VirtualItem[]>
}

/** Keeps the place in the list when a patient is opened, and takes who comes back to it again. */
export function useListPlace(place: Place | null, kept: Kept): void {
  const latest = useRef(kept)
  const entry = useRef<{ id: string; address: string } | null>(null)
  useLayoutEffect(() => {
    latest.current = kept
  })
  const { address } = kept
  useEffect(() => {
    entry.current = { id: markEntry(), address }
  }, [address])
  useLayoutEffect(() => {
    if (place) window.scrollTo(0, place.top)
    return () => {
      if (!entry.current) return
      const { id, address: left } = entry.current
      const { heights, q, activeId } = latest.current
      keepPlace(id, { address: left, q, activeId, top: window.scrollY, heights: heights.current() })
    }
  }, [place])
}
