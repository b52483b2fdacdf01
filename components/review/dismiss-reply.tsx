"use client"

import { useState } from "react"
import { useDecision } from "@/components/review/use-decision"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"
import { dismissReply } from "@/lib/review/actions"

const SHORTEST_REASON = 3

/** Sets a reply aside, with a reason that stays beside it. */
export function DismissReply({ replyId, onDone }: { replyId: string; onDone: () => void }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const { decide, pending, error } = useDecision(() => {
    setOpen(false)
    onDone()
  })
  const dismiss = () => {
    if (reason.trim().length < SHORTEST_REASON) return setMissing(true)
    decide(
      () => dismissReply({ replyId, reason }),
      () => ({ title: "Reply dismissed", description: "It stays in the thread with your reason." }),
    )
  }
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button>Dismiss reply</Button>
      </AlertDialogTrigger>
      <ConfirmDialogContent
        title="Dismiss this reply?"
        description="It changes no dose and leaves the queue. The reply and your reason are kept."
        confirmLabel="Dismiss reply"
        pending={pending}
        onConfirm={dismiss}
      >
        <Field
          className="mt-2"
          label="Reason"
          required
          error={missing ? "Say why, in a few words." : error?.sentence}
        >
          {(control) => (
            <Textarea
              {...control}
              name="reason"
              maxLength={500}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value)
                setMissing(false)
              }}
            />
          )}
        </Field>
      </ConfirmDialogContent>
    </AlertDialog>
  )
}
