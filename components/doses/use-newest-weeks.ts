"use client"

import { startTransition, useEffect, useState } from "react"
import type { GridDay } from "@/components/doses/grid-days"

/** As many as the widest page shows. */
const WEEKS_AT_FIRST = 6

/**
 * The newest weeks alone in the server's HTML, and all of them once the page works: what is older
 * lies out of sight, and comes at the far end of what scrolls, so nothing moves.
 */
export function useNewestWeeks(weeks: GridDay[][]): GridDay[][] {
  const [hasAll, setAll] = useState(false)
  useEffect(() => startTransition(() => setAll(true)), [])
  return hasAll || weeks.length <= WEEKS_AT_FIRST ? weeks : weeks.slice(-WEEKS_AT_FIRST)
}
