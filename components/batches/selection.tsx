"use client"

import { createContext, type ReactNode, useContext, useState } from "react"
import type { Narrowing } from "@/lib/patients/listing"

/** Whom a text to many goes to: some by hand, or all that the list finds but a few. */
export type Selection =
  | { kind: "listed"; ids: ReadonlySet<string> }
  | {
      kind: "matching"
      asked: Narrowing & { q: string }
      /** Counted no further than one text may go. */
      total: number
      isMore: boolean
      except: ReadonlySet<string>
    }

const NOBODY: Selection = { kind: "listed", ids: new Set() }

type Chosen = { selection: Selection; setSelection: (next: Selection) => void; clear: () => void }
const Context = createContext<Chosen>({
  selection: NOBODY,
  setSelection: () => {},
  clear: () => {},
})

/**
 * Keeps who is selected while one person goes from page to page: in memory and nowhere else, so
 * that no id of a patient stands in an address or a browser's storage.
 */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [selection, setSelection] = useState(NOBODY)
  return (
    <Context value={{ selection, setSelection, clear: () => setSelection(NOBODY) }}>
      {children}
    </Context>
  )
}

export const useSelection = () => useContext(Context)

export function sizeOf(selection: Selection): number {
  return selection.kind === "listed" ? selection.ids.size : selection.total - selection.except.size
}

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === "listed" ? selection.ids.has(id) : !selection.except.has(id)
}

/** With `ids` chosen or left out. */
export function withChosen(selection: Selection, ids: string[], isChosen: boolean): Selection {
  const isListed = selection.kind === "listed"
  const next = new Set(isListed ? selection.ids : selection.except)
  for (const id of ids) {
    if (isChosen === isListed) next.add(id)
    else next.delete(id)
  }
  return isListed ? { kind: "listed", ids: next } : { ...selection, except: next }
}

/** Whom the server finds for a selection. */
export function choiceOf(selection: Selection) {
  if (selection.kind === "listed") {
    return { kind: "listed" as const, patientIds: [...selection.ids] }
  }
  const { kind, asked, except } = selection
  return { ...asked, kind, except: [...except] }
}
