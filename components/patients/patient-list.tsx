"use client"

import type { VirtualItem } from "@tanstack/react-virtual"
import type { RefObject } from "react"
import type { Place } from "@/components/patients/list-place"
import { PatientCards } from "@/components/patients/patient-cards"
import { PatientTable } from "@/components/patients/patient-table"
import { useHydrated } from "@/components/patients/use-hydrated"
import { PHONE_QUERY, useMediaQuery } from "@/components/ui/use-media-query"
import type { Counted, PatientRow } from "@/lib/patients/patient-row"

export type ListProps = {
  rows: PatientRow[]
  total: Counted | null
  /** Where the keyboard stands. */
  activeId: string | null
  previewId: string | null
  /** With a box before each name, for who may send. */
  isSelectable: boolean
  place: Place | null
  onActive: (patientId: string) => void
  onPreview: (patientId: string) => void
  /** Whether there is more to read, and nothing being read. */
  canLoad: boolean
  /** Called when the last rows come into sight. */
  onNearEnd: () => void
  /** Told how high the rows turned out, for who comes back. */
  heights: RefObject<() => VirtualItem[]>
  /** Told how a row is brought into sight and given the focus. */
  focusRow: RefObject<(patientId: string) => void>
}

/** A table, or cards at phone width; the server knows no width and sends both, one of them hidden. */
export function PatientList(props: ListProps) {
  const isHydrated = useHydrated()
  const isPhone = useMediaQuery(PHONE_QUERY)
  return (
    <>
      {isHydrated && isPhone ? null : <PatientTable {...props} />}
      {isHydrated && !isPhone ? null : <PatientCards {...props} />}
    </>
  )
}
