"use client"

import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"
import { type Shared, watchIdle } from "@/components/live/idle"
import { leave } from "@/components/live/leave"
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
import { SECOND_MS } from "@/lib/time"

const CHECK_EVERY_MS = 5 * SECOND_MS
const CHANNEL = "activity"

/** Tells the server that somebody is here, warns after 13 idle minutes, leaves after 15. */
export function IdleGuard() {
  const t = useTranslations("live.idle")
  const [isWarning, setWarning] = useState(false)

  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL)
    const watch = watchIdle(
      {
        share: (shared) => channel.postMessage(shared),
        tell: stayActive,
        onWarning: setWarning,
        onEnd: leave,
      },
      Date.now(),
    )
    const onActivity = () => watch.touch(Date.now())
    channel.onmessage = ({ data }: MessageEvent<Shared>) => watch.hear(data, Date.now())
    const timer = setInterval(() => watch.check(Date.now()), CHECK_EVERY_MS)
    addEventListener("pointerdown", onActivity)
    addEventListener("keydown", onActivity)
    return () => {
      clearInterval(timer)
      channel.close()
      removeEventListener("pointerdown", onActivity)
      removeEventListener("keydown", onActivity)
    }
  }, [])

  return (
    <AlertDialog open={isWarning}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t("title")}</AlertDialogTitle>
          <AlertDialogDescription>{t("why")}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <Button variant="primary">{t("stay")}</Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  )
}
