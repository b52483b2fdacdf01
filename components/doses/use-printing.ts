"use client"

import { useEffect, useState } from "react"
import { flushSync } from "react-dom"

/** Whether the page is being printed: paper gets all weeks, wrapped, which a screen has no use for. */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const media = window.matchMedia("print")
    // What is to be printed must stand there before the event is over.
    const set = (to: boolean) => flushSync(() => setPrinting(to))
    const before = () => set(true)
    const after = () => set(false)
    const change = () => set(media.matches)
    window.addEventListener("beforeprint", before)
    window.addEventListener("afterprint", after)
    media.addEventListener("change", change)
    return () => {
      window.removeEventListener("beforeprint", before)
      window.removeEventListener("afterprint", after)
      media.removeEventListener("change", change)
    }
  }, [])
  return isPrinting
}
