"use client"

import { useTranslations } from "next-intl"
import { type KeyboardEvent, type ReactElement, type ReactNode, useState } from "react"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"

const SHORTEST_REASON = 3

type ReasonDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The button that opens it. */
  trigger: ReactElement
  title: string
  description: string
  confirmLabel: string
  /** What the reason is called, where it is not simply the reason. */
  label?: string
  /** Reasons that are often given, taken with one press. */
  often?: readonly string[]
  pending: boolean
  error?: string | undefined
  onConfirm: (reason: string) => void
  /** What it leaves or changes, above the reason. */
  children?: ReactNode
}

/** Asks for a reason before something is set aside; it stays beside what it was given for. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { open, onOpenChange, trigger, title, description, confirmLabel, label, often = [] } = props
  const { pending, error, onConfirm, children } = props
  const t = useTranslations("review.reason")
  const [reason, setReason] = useState("")
  const [missing, setMissing] = useState(false)
  const say = (words: string) => {
    setReason(words)
    setMissing(false)
  }
  const confirm = () => {
    if (reason.trim().length < SHORTEST_REASON) return setMissing(true)
    if (!pending) onConfirm(reason.trim())
  }
  return (
    <AlertDialog open={open} onOpenChange={onOpenChange}>
      <AlertDialogTrigger asChild>{trigger}</AlertDialogTrigger>
      <ConfirmDialogContent {...{ title, description, confirmLabel, pending }} onConfirm={confirm}>
        {children}
        {often.length > 0 ? <Often reasons={often} chosen={reason} onChoose={say} /> : null}
        <Field
          className={often.length > 0 ? "" : "mt-2"}
          label={label ?? t("label")}
          required
          error={missing ? t("missing") : error}
        >
          {(control) => (
            <Textarea
              {...control}
              name="reason"
              dir="auto"
              maxLength={500}
              data-first-focus
              value={reason}
              onChange={(event) => say(event.target.value)}
              onKeyDown={(event) => confirmByEnter(event, confirm)}
            />
          )}
        </Field>
      </ConfirmDialogContent>
    </AlertDialog>
  )
}

function confirmByEnter(event: KeyboardEvent, confirm: () => void): void {
  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return
  event.preventDefault()
  confirm()
}

type OftenProps = {
  reasons: readonly string[]
  chosen: string
  onChoose: (reason: string) => void
}

function Often({ reasons, chosen, onChoose }: OftenProps) {
  const t = useTranslations("review.reason")
  return (
    <fieldset className="mt-2 flex flex-wrap gap-1.5">
      <legend className="sr-only">{t("often")}</legend>
      {reasons.map((words) => (
        <Button
          key={words}
          size="sm"
          aria-pressed={chosen === words}
          className="aria-pressed:border-primary aria-pressed:bg-primary-soft"
          onClick={() => onChoose(words)}
        >
          {words}
        </Button>
      ))}
    </fieldset>
  )
}
