"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef, useState } from "react"
import {
  AlertDialog,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { stayActive } from "@/lib/auth/actions"
import { MINUTE_MS, SECOND_MS } from "@/lib/time"

const WARN_AFTER_MS = 13 * MINUTE_MS
const END_AFTER_MS = 15 * MINUTE_MS
const TELL_EVERY_MS = MINUTE_MS

/** Tells the server that somebody is here, warns after 13 idle minutes, leaves after 15. */
export function IdleGuard() {
  const router = useRouter()
  const [isWarning, setWarning] = useState(false)
  const seen = useRef({ active: 0, told: 0 })

  useEffect(() => {
    seen.current = { active: Date.now(), told: Date.now() }
    const leave = (ended: "idle" | "access") => router.replace(`/sign-in?ended=${ended}`)
    const tell = async (wasIdle: boolean) => {
      seen.current.told = Date.now()
      if (!(await stayActive())) leave(wasIdle ? "idle" : "access")
    }
    const onActivity = () => {
      // A computer that slept runs no timer: the first touch after it finds the session over.
      const wasIdle = Date.now() - seen.current.active > END_AFTER_MS
      seen.current.active = Date.now()
      setWarning(false)
      if (Date.now() - seen.current.told > TELL_EVERY_MS) tell(wasIdle).catch(() => {})
    }
    const timer = setInterval(() => {
      const idle = Date.now() - seen.current.active
      if (idle > END_AFTER_MS) leave("idle")
      else if (idle > WARN_AFTER_MS) setWarning(true)
    }, 5 * SECOND_MS)
    addEventListener("pointerdown", onActivity)
    addEventListener("keydown", onActivity)
    return () => {
      clearInterval(timer)
      removeEventListener("pointerdown", onActivity)
      removeEventListener("keydown", onActivity)
    }
  }, [router])

  return (
    <AlertDialog open={isWarning}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>You will be signed out in two minutes</AlertDialogTitle>
          <AlertDialogDescription>
            Nothing has happened here for 13 minutes. What you have not sent is lost when you are
            signed out.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <Button variant="primary">Stay signed in</Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
