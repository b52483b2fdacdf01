"use client"

import { useRef } from "react"

const GAP_PX = 6
const EDGE_PX = 8

/**
 * One bubble for all cells, moved by hand: what it says is the cell's own name, so it is hidden
 * from screen readers. A position set by script is not an inline style to the security policy.
 */
export function useDoseBubble() {
  const ref = useRef<HTMLDivElement>(null)
  const hide = () => {
    if (ref.current) ref.current.hidden = true
  }
  const show = (cell: HTMLElement | null) => {
    const bubble = ref.current
    if (!cell || !bubble) return hide()
    bubble.textContent = cell.getAttribute("aria-label")
    bubble.hidden = false
    const { left, top, bottom, width } = cell.getBoundingClientRect()
    const { width: wide, height: high } = bubble.getBoundingClientRect()
    const most = document.documentElement.clientWidth - wide - EDGE_PX
    const x = Math.max(EDGE_PX, Math.min(left + width / 2 - wide / 2, most))
    const above = top - high - GAP_PX
    const y = above < EDGE_PX ? bottom + GAP_PX : above
    bubble.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
  }
  return { ref, show, hide }
}
