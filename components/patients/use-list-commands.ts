"use client"

import type { Route } from "next"
import { useRouter } from "next/navigation"
import { type RefObject, useEffect, useState } from "react"
import { isSelected, useSelection, withChosen } from "@/components/batches/selection"
import { useListKeys } from "@/components/patients/use-list-keys"
import type { ListCommand } from "@/lib/patients/list-keys"
import type { PatientRow } from "@/lib/patients/patient-row"

type Commanded = {
  rows: PatientRow[]
  maySend: boolean
  search: RefObject<HTMLInputElement | null>
  focusRow: RefObject<(patientId: string) => void>
  /** The row at which somebody left the list, when they come back. */
  activeId: string | null
  onHelp: () => void
}

/** Where the keyboard stands in the list, whose preview is open, and what the keys do. */
export function useListCommands({ rows, maySend, search, focusRow, ...of }: Commanded) {
  const router = useRouter()
  const { selection, setSelection } = useSelection()
  const [wantedId, setActiveId] = useState(of.activeId)
  const [previewId, setPreviewId] = useState<string | null>(null)
  const at = rows.findIndex(({ id }) => id === wantedId)
  const activeId = at < 0 ? null : wantedId

  const [returnsTo] = useState(of.activeId)
  useEffect(() => {
    if (returnsTo) focusRow.current(returnsTo)
  }, [returnsTo, focusRow])

  const move = (by: 1 | -1): boolean => {
    const next = rows[at < 0 ? 0 : at + by]
    if (!next) return false
    setActiveId(next.id)
    if (previewId) setPreviewId(next.id)
    if (!document.activeElement?.closest("[data-preview]")) focusRow.current(next.id)
    return true
  }
  const run = (command: ListCommand): boolean => {
    if (command === "next" || command === "previous") return move(command === "next" ? 1 : -1)
    if (command === "help") of.onHelp()
    else if (command === "search") search.current?.focus()
    else if (!activeId) return false
    else if (command === "preview") setPreviewId(activeId)
    else if (command === "open") router.push(`/patients/${activeId}` as Route)
    else if (!maySend) return false
    else setSelection(withChosen(selection, [activeId], !isSelected(selection, activeId)))
    return true
  }
  useListKeys(run)

  return {
    activeId,
    setActiveId,
    previewId,
    preview: (patientId: string) => {
      setActiveId(patientId)
      setPreviewId(patientId)
    },
    closePreview: () => setPreviewId(null),
    returnToRow: () => {
      // Whoever left the list meanwhile has no row to go back to.
      const back = activeId ?? rows[0]?.id
      if (back) focusRow.current(back)
    },
  }
}
