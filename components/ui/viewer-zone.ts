"use client"

import { useSyncExternalStore } from "react"
import { isSameClock } from "@/components/ui/time-words"
import type { Instant } from "@/lib/time"

let zone: string | undefined

// A browser's zone does not change while a page stands.
const subscribe = () => () => {}

/**
 * The viewer's own zone where its clock shows another time than `patientZone`'s at that moment; else
 * null, and null on the server and while hydrating, where nobody knows it.
 */
export function useOtherZone(instant: Instant, patientZone: string): string | null {
  const read = () => {
    zone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone
    return isSameClock(instant, patientZone, zone) ? null : zone
  }
  return useSyncExternalStore(subscribe, read, () => null)
}
