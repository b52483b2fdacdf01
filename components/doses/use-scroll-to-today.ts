"use client"

import { useLayoutEffect, useRef } from "react"

const ROOM_PX = 8

/** Brings today's column to the right edge when the grid first shows. */
export function useScrollToToday() {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const scroller = ref.current
    if (!scroller) return
    const today = scroller.querySelector<HTMLElement>(".dose-day[data-today]")
    const end = today?.getBoundingClientRect().right
    scroller.scrollLeft =
      end === undefined
        ? scroller.scrollWidth
        : end - scroller.getBoundingClientRect().right + scroller.scrollLeft + ROOM_PX
  }, [])
  return ref
}
