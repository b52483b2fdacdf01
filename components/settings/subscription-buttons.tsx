"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useState, useTransition } from "react"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast-store"
import type { PersonKind } from "@/db/enums"
import type { ActionResult } from "@/lib/auth/action"
import { register, remove } from "@/lib/connection/actions"
import type { KindSubscriptions } from "@/lib/connection/checks"
import { KIND_WORDS } from "@/lib/connection/problems"
import { checksQuery } from "@/lib/connection/query-options"

const UNREACHABLE = "The server did not answer. Check again to see what was changed."

/** Registers what is missing of one kind of people, or removes all of it after a question. */
export function SubscriptionButtons({ kind, endpoints }: KindSubscriptions) {
  const all = Object.values(endpoints)
  const isWhole = all.every(({ subscribed, of }) => subscribed === of)
  const isNone = all.every(({ subscribed }) => subscribed === 0)
  const { run, pending } = useChange()
  const [asking, setAsking] = useState(false)
  const many = KIND_WORDS[kind].many
  const onRegister = () => run(() => register({ kinds: [kind] }), `${capital(many)} registered`)
  const onRemove = async () => {
    await run(() => remove({ kinds: [kind] }), `${capital(many)} removed`)
    setAsking(false)
  }
  return (
    <div className="flex justify-end gap-2">
      {isWhole ? null : (
        <Button size="sm" variant="primary" pending={pending} onClick={onRegister}>
          Register <span className="sr-only">{many}</span>
        </Button>
      )}
      {isNone ? null : (
        <AlertDialog open={asking} onOpenChange={setAsking}>
          <AlertDialogTrigger asChild>
            <Button size="sm">
              Remove <span className="sr-only">{many}</span>
            </Button>
          </AlertDialogTrigger>
          <ConfirmDialogContent
            title={`Let BioT call no more about ${many}?`}
            description={consequence(kind)}
            confirmLabel={`Remove ${many}`}
            destructive
            pending={pending}
            onConfirm={onRemove}
          />
        </AlertDialog>
      )}
    </div>
  )
}

function consequence(kind: PersonKind): string {
  return `Replies of ${KIND_WORDS[kind].many} are lost from then on, in every organization of this portal, until you register again. What came before stays.`
}

function useChange() {
  const client = useQueryClient()
  const [pending, startTransition] = useTransition()
  const run = (change: () => Promise<ActionResult<unknown>>, done: string) =>
    new Promise<void>((resolve) => {
      startTransition(async () => {
        const result = await change().catch(() => null)
        if (result?.ok) toast(done)
        else toast.error(result ? result.error.sentence : UNREACHABLE)
        await client.invalidateQueries(checksQuery())
        resolve()
      })
    })
  return { run, pending }
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
