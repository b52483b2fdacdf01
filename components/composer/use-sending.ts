import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { newId } from "@/lib/id"
import { sendReminder } from "@/lib/messages/actions"

const SETTLE_MS = 500

export type Accepted = { messageId: string; waitSeconds: number | null }
type Refusal = { field: "body" | "form"; sentence: string }
type Wanted = Omit<Parameters<typeof sendReminder>[0], "idempotencyKey" | "sendAnyway">

/** Sends once, however often it is pressed; lives as long as the composer is open, as its key does. */
export function useSending(onAccepted: (accepted: Accepted) => void) {
  const t = useTranslations("composer")
  const [idempotencyKey] = useState(newId)
  const send = useAction(sendReminder, { says: t("form.unanswered") })
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { warnings, isSettling, warn } = useWarnings()
  const [pending, startTransition] = useTransition()

  const submit = (event: FormEvent, wanted: Wanted) => {
    event.preventDefault()
    if (pending || isSettling) return
    startTransition(async () => {
      const asked = { ...wanted, idempotencyKey, sendAnyway: warnings.length > 0 }
      const result = await send(asked)
      setRefusal(null)
      if (!result.ok) {
        const { field, sentence } = result.error
        setRefusal({ field: field === "body" ? "body" : "form", sentence })
      } else if (result.value.ok) {
        onAccepted(result.value)
      } else if (result.value.reason === "warnings") {
        warn(result.value.warnings.map(({ code }) => t(`warning.${code}`)))
      } else {
        setRefusal({ field: "form", sentence: t(`refusal.${result.value.reason}`) })
      }
    })
  }
  return { submit, refusal, warnings, isSettling, pending, forgive: () => setRefusal(null) }
}

/**
 * What must be accepted before it is sent. For a moment it cannot be: the second half of a double
 * click on "Send reminder" must not be taken for "Send anyway".
 */
function useWarnings() {
  const [warnings, setWarnings] = useState<string[]>([])
  const [isSettling, setSettling] = useState(false)
  const warn = (sentences: string[]) => {
    setWarnings(sentences)
    setSettling(true)
    setTimeout(() => setSettling(false), SETTLE_MS)
  }
  return { warnings, isSettling, warn }
}
