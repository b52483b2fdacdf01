"use client"

import { useSyncExternalStore } from "react"

const never = () => () => {}

/** Whether the page stands in the browser: false on the server and while its HTML is taken up. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
