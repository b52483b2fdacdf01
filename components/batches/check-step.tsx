"use client"

import { Send } from "lucide-react"
import { useFormatter, useTranslations } from "next-intl"
import { useState } from "react"
import { useDurationWords } from "@/components/batches/batch-words"
import { CheckGroupView, WarnedGroup } from "@/components/batches/check-groups"
import type { Problem } from "@/components/batches/compose-screen"
import { FormProblem } from "@/components/batches/write-step"
import { ISOLATED } from "@/components/composer/isolated"
import { Button } from "@/components/ui/button"
import { useClock } from "@/components/ui/clock"
import { clockTime } from "@/components/ui/time-words"
import { type BatchCheck, goingWith, secondsToDrain } from "@/lib/batches/check"
import type { Warning } from "@/lib/messages/gate"
import { SECOND_MS } from "@/lib/time"

type CheckStepProps = {
  check: BatchCheck
  problem: Problem | null
  pending: boolean
  onBack: () => void
  onSend: (accepts: Warning[], seenGoing: number) => void
}

/** A text that waits for the morning disturbs nobody; anything else is left out unless accepted. */
const ACCEPTED_AT_FIRST: Warning[] = ["held_for_hours"]

/** What would happen, before it does. */
export function CheckStep({ check, problem, pending, onBack, onSend }: CheckStepProps) {
  const t = useTranslations("batches")
  const [accepts, setAccepts] = useState(ACCEPTED_AT_FIRST)
  const { patients, parts } = goingWith(check.going, accepts)
  const skipped = check.skipped.reduce((sum, group) => sum + group.patients, 0)
  const leftOut = check.going.reduce((sum, one) => sum + one.patients, 0) - patients
  const toggle = (code: Warning, isAccepted: boolean) =>
    setAccepts(isAccepted ? [...accepts, code] : accepts.filter((one) => one !== code))
  return (
    <div className="grid max-w-3xl gap-6">
      <section aria-label={t("check.result")} className="grid gap-3">
        <p role="status" className="font-semibold text-lg">
          {t("check.goesTo", { n: patients })}
          <span className="font-normal text-base text-muted-foreground">
            {leftOut > 0 ? ` · ${t("check.leftOut", { n: leftOut })}` : ""}
            {skipped > 0 ? ` · ${t("check.skipped", { n: skipped })}` : ""}
            {check.gone > 0 ? ` · ${t("check.gone", { n: check.gone })}` : ""}
          </span>
        </p>
        <CheckFacts check={check} patients={patients} parts={parts} />
      </section>
      <Warned groups={check.warned} accepts={accepts} onToggle={toggle} />
      <Skipped groups={check.skipped} />
      <FormProblem problem={problem} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          pending={pending}
          disabled={patients === 0}
          onClick={() => onSend(accepts, patients)}
        >
          <Send aria-hidden className="rtl:-scale-x-100" />
          {t("check.send", { n: patients })}
        </Button>
        <Button onClick={onBack}>{t("check.change")}</Button>
        <p className="text-muted-foreground text-sm">{t("check.undoHint")}</p>
      </div>
    </div>
  )
}

type WarnedProps = {
  groups: BatchCheck["warned"]
  accepts: readonly Warning[]
  onToggle: (code: Warning, isAccepted: boolean) => void
}

function Warned({ groups, accepts, onToggle }: WarnedProps) {
  const t = useTranslations("batches.check")
  if (groups.length === 0) return null
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{t("warnings")}</h2>
      <p className="text-muted-foreground text-sm">{t("warningsHint")}</p>
      <div className="divide-y border-y">
        {groups.map((group) => (
          <WarnedGroup
            key={group.code}
            group={group}
            isAccepted={accepts.includes(group.code)}
            onChange={(isAccepted) => onToggle(group.code, isAccepted)}
          />
        ))}
      </div>
    </section>
  )
}

function Skipped({ groups }: { groups: BatchCheck["skipped"] }) {
  const t = useTranslations("batches")
  if (groups.length === 0) return null
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold">{t("check.skippedTitle")}</h2>
      <div className="divide-y border-y">
        {groups.map((group) => (
          <CheckGroupView key={group.code} group={group} title={t(`skipped.${group.code}`)} />
        ))}
      </div>
    </section>
  )
}

const MOST_CLOCKS = 3

type CheckFactsProps = { check: BatchCheck; patients: number; parts: number }

function CheckFacts({ check, patients, parts }: CheckFactsProps) {
  const t = useTranslations("batches.facts")
  const duration = useDurationWords()
  const format = useFormatter()
  const now = useClock()
  const { queue, clocks, sample, firstCloses } = check
  const seconds = secondsToDrain(queue, patients)
  const shown = clocks.slice(0, MOST_CLOCKS)
  const isTight = firstCloses !== null && now + seconds * SECOND_MS > firstCloses
  return (
    <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-y-2 text-sm [&>dt]:text-muted-foreground">
      <dt>{t("time")}</dt>
      <dd>
        {t(queue.waiting > 0 ? "aboutAfter" : "about", {
          ...{ duration: duration(seconds), n: queue.waiting, perSecond: queue.perSecond },
        })}
        {isTight ? <p className="text-warning">{t("tight")}</p> : null}
      </dd>
      <dt>{t("parts")}</dt>
      <dd>{t("partsInAll", { n: parts })}</dd>
      {clocks.length > 0 ? <dt>{t("localTime")}</dt> : null}
      {clocks.length > 0 ? (
        <dd>
          {shown.map(({ zone, localTime, patients: n }) => (
            <p key={zone}>
              {t.rich("timeIn", { time: localTime, zone, ...ISOLATED })}
              <span className="text-muted-foreground"> · {format.number(n)}</span>
            </p>
          ))}
          {clocks.length > MOST_CLOCKS ? (
            <p className="text-muted-foreground">
              {t("moreZones", { n: clocks.length - MOST_CLOCKS })}
            </p>
          ) : null}
        </dd>
      ) : null}
      {sample ? <dt>{t("costliest")}</dt> : null}
      {sample ? (
        <dd>
          <blockquote className="whitespace-pre-wrap break-words rounded-md bg-hover px-3 py-2 text-base">
            <bdi>{sample.body}</bdi>
          </blockquote>
        </dd>
      ) : null}
      {firstCloses !== null ? <dt>{t("window")}</dt> : null}
      {firstCloses !== null ? (
        <dd>
          {t.rich("closesAt", {
            time: clockTime(firstCloses, clocks[0]?.zone ?? "UTC"),
            zone: clocks[0]?.zone ?? "UTC",
            ...ISOLATED,
          })}
        </dd>
      ) : null}
    </dl>
  )
}
