"use client"

import { useQueryClient } from "@tanstack/react-query"
import { CircleStop, Undo2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useDurationWords } from "@/components/batches/batch-words"
import { ProgressBar } from "@/components/batches/progress-bar"
import { useSecondsUntil } from "@/components/batches/use-seconds-until"
import { ISOLATED } from "@/components/composer/isolated"
import { useAction } from "@/components/live/use-action"
import { AlertDialog, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { usePersonName } from "@/components/ui/person-name"
import { Time } from "@/components/ui/time"
import { stopMany } from "@/lib/batches/actions"
import { secondsToDrain } from "@/lib/batches/check"
import { type BatchProgress, type BatchStage, openOf, stageOf } from "@/lib/batches/progress"
import { SECOND_MS } from "@/lib/time"

type BatchStateProps = { batch: BatchProgress; maySend: boolean }

/** How far it has come; until it goes out it is undone with one press, afterwards stopped. */
export function BatchState({ batch, maySend }: BatchStateProps) {
  const t = useTranslations("batches")
  const left = useSecondsUntil(batch.releaseAt, batch.now)
  const stage = stageOf(batch, left > 0 ? batch.releaseAt - left * SECOND_MS : batch.releaseAt)
  return (
    <section
      aria-label={t("state.label")}
      className="grid gap-3 rounded-lg border px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center"
    >
      <div className="grid gap-2">
        <p role="status" className="font-medium text-base">
          {stage === "waiting" || stage === "undone"
            ? t(`stage.${stage}`)
            : t("stage.progress", {
                stage: t(`stage.${stage}`),
                sent: batch.states.sent ?? 0,
                going: batch.going,
              })}
        </p>
        {stage === "waiting" ? null : <ProgressBar batch={batch} />}
        <p className="text-muted-foreground text-sm">
          <StageDetail batch={batch} stage={stage} left={left} />
        </p>
      </div>
      {maySend && (stage === "waiting" || stage === "sending") ? (
        <StopButton batch={batch} isUndo={stage === "waiting"} left={left} />
      ) : null}
    </section>
  )
}

type StageDetailProps = { batch: BatchProgress; stage: BatchStage; left: number }

function StageDetail({ batch, stage, left }: StageDetailProps) {
  const t = useTranslations("batches.state")
  const nameOf = usePersonName()
  const { zone, stoppedAt, stoppedBy } = batch
  const name = nameOf(stoppedBy ?? "")
  if (stage === "waiting") return t("waiting", { seconds: left })
  if (stage === "undone") return t.rich("undone", { name, ...ISOLATED })
  if (stage === "stopped" && stoppedAt !== null) {
    return t.rich("stopped", {
      ...{ name, n: batch.states.cancelled ?? 0 },
      time: () => <Time instant={stoppedAt} zone={zone} />,
      ...ISOLATED,
    })
  }
  return stage === "done" ? t("done") : <Sending batch={batch} />
}

/** How long it takes yet, and how many wait for the morning. */
function Sending({ batch: { held, zone, queue, ...batch } }: { batch: BatchProgress }) {
  const t = useTranslations("batches.state")
  const duration = useDurationWords()
  const now = openOf(batch) - held.patients
  const seconds = secondsToDrain({ ...queue, waiting: Math.max(0, queue.waiting - now) }, now)
  const { firstAt } = held
  return (
    <>
      {now > 0 ? `${t("left", { duration: duration(seconds) })} ` : ""}
      {held.patients > 0 && firstAt !== null ? (
        <>
          {t.rich("held", {
            n: held.patients,
            time: () => <Time instant={firstAt} zone={zone} form="short" />,
          })}{" "}
        </>
      ) : null}
      {t("leave")}
    </>
  )
}

type StopButtonProps = { batch: BatchProgress; isUndo: boolean; left: number }

function StopButton({ batch, isUndo, left }: StopButtonProps) {
  const t = useTranslations("batches.state")
  const client = useQueryClient()
  const halt = useAction(stopMany, { says: t("unanswered") })
  const [isAsking, setAsking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const stop = () =>
    startTransition(async () => {
      const answer = await halt({ batchId: batch.id })
      setFailure(answer.ok ? null : answer.error.sentence)
      setAsking(false)
      const renewed = client.invalidateQueries({ queryKey: ["messages"] })
      if (answer.ok) await renewed
    })
  return (
    <div className="grid gap-2 md:justify-items-end">
      {isUndo ? (
        <Button variant="primary" size="lg" pending={pending} onClick={stop}>
          <Undo2 aria-hidden className="rtl:-scale-x-100" />
          {t("undo", { seconds: left })}
        </Button>
      ) : (
        <Button size="lg" pending={pending} onClick={() => setAsking(true)}>
          <CircleStop aria-hidden />
          {t("stop")}
        </Button>
      )}
      {failure ? (
        <p role="alert" className="text-danger text-sm">
          {failure}
        </p>
      ) : null}
      <AlertDialog open={isAsking} onOpenChange={setAsking}>
        <ConfirmDialogContent
          title={t("ask", { n: batch.going })}
          description={t("askHint", { n: openOf(batch) })}
          confirmLabel={t("stop")}
          destructive
          pending={pending}
          onConfirm={stop}
        />
      </AlertDialog>
    </div>
  )
}
