"use client"

import type { Route } from "next"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useEffect, useState, useTransition } from "react"
import { CheckStep } from "@/components/batches/check-step"
import { choiceOf, sizeOf, useSelection } from "@/components/batches/selection"
import { type Text, WriteStep } from "@/components/batches/write-step"
import { useAction } from "@/components/live/use-action"
import { replaceInAddress } from "@/components/patients/address"
import { PageHeader } from "@/components/shell/page-header"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import type { ActionError } from "@/lib/auth/action"
import { checkMany, sendMany } from "@/lib/batches/actions"
import type { BatchCheck } from "@/lib/batches/check"
import { newId } from "@/lib/id"
import type { Warning } from "@/lib/messages/gate"
import { DEFAULT_REMINDER } from "@/lib/messages/reminder-text"
import type { TextsToMany } from "@/lib/templates/composer"

const FIRST: Text = { about: "open_doses", body: DEFAULT_REMINDER, templateId: null }

export type Problem = { field: "body" | "form"; sentence: string }

/** Write, check, send. Whom it goes to is in memory alone; a draft that is lost was not sent. */
export function ComposeScreen({ draft, texts }: { draft: string | null; texts: TextsToMany }) {
  const t = useTranslations("batches.compose")
  const { selection, clear } = useSelection()
  const [idempotencyKey] = useState(() => draft ?? newId())
  const [text, setText] = useState<Text>(FIRST)
  const [check, setCheck] = useState<BatchCheck | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, startTransition] = useTransition()
  const router = useRouter()
  const checkText = useAction(checkMany, "reading")
  const sendText = useAction(sendMany, { says: t("unanswered") })
  useEffect(() => {
    if (draft === null) replaceInAddress("draft", idempotencyKey)
  }, [draft, idempotencyKey])

  const look = async (told: Problem | null) => {
    const asked = { choice: choiceOf(selection), about: text.about, body: text.body }
    const answer = await checkText(asked)
    if (answer.ok) setCheck(answer.value)
    setProblem(answer.ok ? told : problemOf(answer.error))
  }
  const send = async (accepts: Warning[], seenGoing: number) => {
    const choice = choiceOf(selection)
    const template = templateOf(text, texts)
    const { about, body } = text
    const wanted = { choice, about, body, template, idempotencyKey, accepts, seenGoing }
    const answer = await sendText(wanted)
    if (!answer.ok) return setProblem(problemOf(answer.error))
    if (!answer.value.ok) {
      const { going } = answer.value
      const sentence = going === 0 ? t("nobodyLeft") : t("changed", { n: going, seen: seenGoing })
      return look({ field: "form", sentence })
    }
    router.replace(`/messages/batches/${answer.value.batchId}` as Route)
    clear()
  }

  if (sizeOf(selection) === 0 && check === null) return <NobodyChosen />
  const change = (next: Partial<Text>) => {
    setText({ ...text, ...next })
    setProblem(null)
  }
  return (
    <>
      <PageHeader
        back={<Link href="/patients">{t("back")}</Link>}
        title={t(check ? "check" : "title")}
        description={
          <span role="status">{t("selected", { n: check?.chosen ?? sizeOf(selection) })}</span>
        }
      />
      {check ? (
        <CheckStep
          check={check}
          problem={problem}
          pending={pending}
          onBack={() => setCheck(null)}
          onSend={(accepts, seen) => startTransition(() => send(accepts, seen))}
        />
      ) : (
        <WriteStep
          text={text}
          texts={texts}
          problem={problem}
          pending={pending}
          onChange={change}
          onCheck={() => startTransition(() => look(null))}
        />
      )}
    </>
  )
}

/** Named only while the text is the template's own. */
function templateOf({ templateId, body }: Text, { templates }: TextsToMany) {
  const chosen = templates.find(({ id }) => id === templateId)
  return chosen?.body === body ? { id: chosen.id, version: chosen.version } : null
}

function problemOf(error: ActionError): Problem {
  return { field: error.field === "body" ? "body" : "form", sentence: error.sentence }
}

function NobodyChosen() {
  const t = useTranslations("batches.compose")
  return (
    <>
      <PageHeader title={t("title")} />
      <EmptyState
        title={t("nobody")}
        action={
          <Button asChild variant="primary">
            <Link href="/patients">{t("choose")}</Link>
          </Button>
        }
      >
        {t("nobodyHint")}
      </EmptyState>
    </>
  )
}
