"use client"

import { useEffect, useRef } from "react"
import type { GridDay } from "@/components/doses/grid-days"
import { doseCell } from "@/components/doses/grid-focus"

/** Brings the dose whose evidence is open into sight, once for each: by key one steps out of it. */
export function useOpenInSight(openDoseId: string | null, weeks: GridDay[][]) {
  const grid = useRef<HTMLDivElement>(null)
  const shown = useRef<string | null>(null)
  // A dose of an older week is there once all weeks are.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the weeks are what brings new cells
  useEffect(() => {
    if (openDoseId === shown.current) return
    const cell = openDoseId === null ? null : doseCell(grid.current, openDoseId)
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" })
    if (cell || openDoseId === null) shown.current = openDoseId
  }, [openDoseId, weeks])
  return grid
}
