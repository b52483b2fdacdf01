"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { ISOLATED } from "@/components/composer/isolated"
import { useAction } from "@/components/live/use-action"
import { useCorrection } from "@/components/review/use-correction"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { usePersonName } from "@/components/ui/person-name"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import { undoDecision } from "@/lib/review/actions"
import type { ReviewReply, ReviewUndoable } from "@/lib/review/item"

const SHORTEST_REASON = 3

type UndoDecisionProps = { reply: ReviewReply; undoable: ReviewUndoable; onDone: () => void }

/** The last decision that stands, and the way to take it back; both stay in the history. */
export function UndoDecision({ reply, undoable, onDone }: UndoDecisionProps) {
  const t = useTranslations("review.last")
  const nameOf = usePersonName()
  const [isOpen, setOpen] = useState(false)
  const { by, at, kind, note } = undoable
  return (
    <section aria-label={t("section")} className="grid gap-2 rounded-md bg-subtle p-3 text-sm">
      <p>
        {t.rich(kind, {
          name: nameOf(by ?? t("somebody")),
          time: () => <Time instant={at} zone={reply.zone} />,
          ...ISOLATED,
        })}
        {note ? (
          <>
            : <Quoted>{note}</Quoted>
          </>
        ) : (
          "."
        )}
      </p>
      {isOpen ? (
        <UndoForm {...{ reply, onDone }} onCancel={() => setOpen(false)} />
      ) : (
        <Button size="sm" className="justify-self-start" onClick={() => setOpen(true)}>
          {t("takeBack")}
        </Button>
      )}
    </section>
  )
}

type UndoFormProps = { reply: ReviewReply; onDone: () => void; onCancel: () => void }

/** No form of its own: it stands inside the one that moves the reply. */
function UndoForm({ reply, onDone, onCancel }: UndoFormProps) {
  const t = useTranslations("review")
  const [reason, setReason] = useState("")
  const [isUnexplained, setUnexplained] = useState(false)
  const { correct, pending, error } = useCorrection(reply.item.id, onDone)
  const takeBack = useAction(undoDecision)
  const undo = () => {
    if (reason.trim().length < SHORTEST_REASON) return setUnexplained(true)
    correct(() => takeBack({ replyId: reply.item.id, reason, seen: reply.seen }), {
      title: t("last.done"),
      description: t("last.doneHint"),
      patientIds: [reply.item.patientId],
    })
  }
  return (
    <div className="grid gap-3">
      <Field label={t("last.why")} required error={isUnexplained ? t("reason.missing") : error}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={500}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value)
              setUnexplained(false)
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return
              event.preventDefault()
              undo()
            }}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t("last.keep")}</Button>
        <Button variant="primary" pending={pending} onClick={undo}>
          {t("last.submit")}
        </Button>
      </div>
    </div>
  )
}
