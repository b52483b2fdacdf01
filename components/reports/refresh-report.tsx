"use client"

import { useRouter } from "next/navigation"
import { useEffect } from "react"
import { SECOND_MS } from "@/lib/time"

const EVERY_MS = 5 * SECOND_MS

/** Asks again until the report that is being computed is there. */
export function RefreshReport() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [router])
  return null
}
