"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type ReactNode, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast-store"
import type { ActionResult } from "@/lib/auth/action"
import { register, remove } from "@/lib/connection/actions"
import type { KindSubscriptions } from "@/lib/connection/checks"
import { checksQuery } from "@/lib/connection/query-options"

/** Registers what is missing of one kind of people, or removes all of it after a question. */
export function SubscriptionButtons({ kind, endpoints }: KindSubscriptions) {
  const t = useTranslations("settings.connection")
  const all = Object.values(endpoints)
  const isWhole = all.every(({ subscribed, of }) => subscribed === of)
  const isNone = all.every(({ subscribed }) => subscribed === 0)
  const { run, pending } = useChange()
  const lost = { says: t("subscriptions.unreachable") }
  const registerKind = useAction(register, lost)
  const removeKind = useAction(remove, lost)
  const [asking, setAsking] = useState(false)
  const said = { kind: t(`kind.${kind}`), more: hidden }
  const onRegister = () =>
    run(() => registerKind({ kinds: [kind] }), t(`subscriptions.done.${kind}`))
  const onRemove = async () => {
    await run(() => removeKind({ kinds: [kind] }), t(`subscriptions.undone.${kind}`))
    setAsking(false)
  }
  return (
    <div className="flex justify-end gap-2">
      {isWhole ? null : (
        <Button size="sm" variant="primary" pending={pending} onClick={onRegister}>
          {t.rich("subscriptions.register", said)}
        </Button>
      )}
      {isNone ? null : (
        <AlertDialog open={asking} onOpenChange={setAsking}>
          <AlertDialogTrigger asChild>
            <Button size="sm">{t.rich("subscriptions.remove", said)}</Button>
          </AlertDialogTrigger>
          <ConfirmDialogContent
            title={t("subscriptions.removeTitle", { kind: said.kind })}
            description={t("subscriptions.removeAbout", { kind: said.kind })}
            confirmLabel={t("subscriptions.removeConfirm", { kind: said.kind })}
            destructive
            pending={pending}
            onConfirm={onRemove}
          />
        </AlertDialog>
      )}
    </div>
  )
}

const hidden = (more: ReactNode) => <span className="sr-only">{more}</span>

function useChange() {
  const client = useQueryClient()
  const [pending, startTransition] = useTransition()
  const run = (change: () => Promise<ActionResult<unknown>>, done: string) =>
    new Promise<void>((resolve) => {
      startTransition(async () => {
        const result = await change()
        if (result.ok) toast(done)
        else toast.error(result.error.sentence)
        const renewed = client.invalidateQueries(checksQuery())
        if (result.ok) await renewed
        resolve()
      })
    })
  return { run, pending }
}
