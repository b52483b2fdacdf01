"use client"

import { useEffect, useRef } from "react"
import type { ListProps } from "@/components/patients/patient-list"
import type { useVirtualRows } from "@/components/patients/use-virtual-rows"

/** More is read when so few rows are left below what is drawn. */
const NEAR_END = 15

type Of = Pick<ListProps, "rows" | "canLoad" | "heights" | "focusRow" | "onNearEnd"> & {
  virtual: ReturnType<typeof useVirtualRows>
}

/** What the list around its rows asks of them: the focus, their heights, and to say when they end. */
export function useListFocus({ rows, virtual, canLoad, heights, focusRow, onNearEnd }: Of): void {
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    heights.current = virtual.heights
    focusRow.current = (patientId) => {
      const index = rows.findIndex(({ id }) => id === patientId)
      if (index < 0) return
      virtual.scrollTo(index)
      wanted.current = takeFocus(patientId) ? null : patientId
    }
    // A row far away is drawn first, and takes the focus once it is.
    if (wanted.current && takeFocus(wanted.current)) wanted.current = null
  })
  const isNearEnd = virtual.lastDrawn >= 0 && virtual.lastDrawn >= rows.length - NEAR_END
  const nearEnd = useRef(onNearEnd)
  useEffect(() => {
    nearEnd.current = onNearEnd
  })
  const isWanted = isNearEnd && canLoad
  useEffect(() => {
    if (isWanted) nearEnd.current()
  }, [isWanted])
}

function takeFocus(patientId: string): boolean {
  const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(patientId)}"]`)
  row?.focus({ preventScroll: true })
  return row !== null
}
