import type { VirtualItem } from "@tanstack/react-virtual"
import { newId } from "@/lib/id"

/** Where somebody was in the list: what they searched for, how far down, at which row. */
export type Place = {
  address: string
  q: string
  top: number
  activeId: string | null
  heights: VirtualItem[]
}

const KEY = "doselineListPlace"
const MOST = 20
/** In memory alone: what was searched for is a patient's name or number. */
const places = new Map<string, Place>()

/** The place that this entry of the browser's history was left at; null: it is new. */
export function placeHere(address: string): Place | null {
  if (typeof window === "undefined") return null
  const place = places.get(String(window.history.state?.[KEY]))
  return place?.address === address ? place : null
}

/** Marks this entry of the history, so that going back to it finds its place. */
export function markEntry(): string {
  const state = window.history.state ?? {}
  if (typeof state[KEY] === "string") return state[KEY]
  const id = newId()
  window.history.replaceState({ ...state, [KEY]: id }, "")
  return id
}

export function keepPlace(entry: string, place: Place): void {
  places.delete(entry)
  places.set(entry, place)
  const [oldest] = places.keys()
  if (places.size > MOST && oldest) places.delete(oldest)
}
