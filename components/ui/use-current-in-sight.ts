"use client"

import { type RefObject, useEffect, useRef } from "react"

/** For a row of links that scrolls sideways: brings the one of `current` to its middle. */
export function useCurrentInSight(current: string): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another link is marked in the row.
  useEffect(() => {
    const link = row.current?.querySelector("[aria-current]")
    if (!row.current || !link) return
    row.current.scrollBy({ left: middleOf(link) - middleOf(row.current), behavior: "instant" })
  }, [current])
  return row
}

function middleOf(element: Element): number {
  const { left, right } = element.getBoundingClientRect()
  return (left + right) / 2
}
