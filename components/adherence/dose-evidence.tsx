"use client"

import { useQuery } from "@tanstack/react-query"
import { ChevronLeft, ChevronRight } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react"
import { CorrectDose } from "@/components/adherence/correct-dose"
import { Corrections } from "@/components/adherence/corrections"
import { toldEvents } from "@/components/adherence/evidence"
import { Replies, SentMessages } from "@/components/adherence/evidence-messages"
import type { EvidencePaneProps } from "@/components/adherence/evidence-pane"
import { EvidenceState } from "@/components/adherence/evidence-state"
import { neighbours } from "@/components/adherence/neighbours"
import { isolated } from "@/components/doses/fill-words"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { Button } from "@/components/ui/button"
import { ErrorState } from "@/components/ui/error-state"
import { SheetContent } from "@/components/ui/sheet"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"
import { placeOf } from "@/components/ui/time-words"
import type { DoseEvidence } from "@/lib/doses/evidence"
import { doseEvidenceQuery } from "@/lib/doses/query-options"
import type { TimelineDose } from "@/lib/patients/timeline"

type PaneProps = EvidencePaneProps & { doseId: string }

/** One dose in a pane: what is known of it, and who may correct it. */
export function DoseEvidencePane({
  patientId,
  doseId,
  doses,
  mayCorrect,
  onOpen,
  onWhy,
}: PaneProps) {
  const t = useTranslations("evidence")
  const language = useLocale()
  const { day } = useDoseWords()
  const { data, error, refetch } = useQuery(doseEvidenceQuery(patientId, doseId))
  const [correctedId, setCorrectedId] = useState<string | null>(null)
  const correctButton = useRef<HTMLButtonElement>(null)
  const dose = data?.dose ?? doses.find(({ id }) => id === doseId)
  const { before, after } = neighbours(doses, doseId)
  const isCorrecting = correctedId === doseId
  const description = dose && {
    day: day(dose.localDate),
    dose: isolated(dose.doseText, language),
    place: isolated(placeOf(dose.zone), language),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey) return
    const next = event.key === "k" ? before : event.key === "j" ? after : null
    if (next) onOpen(next.id)
  }
  return (
    <SheetContent
      onKeyDown={onKeyDown}
      title={dose ? <bdi>{`${dose.medication}, ${dose.slot}`}</bdi> : t("pane.loading")}
      description={description ? t("pane.description", description) : null}
      actions={<Steps {...{ before, after, onOpen }} />}
      footer={
        mayCorrect && data && !isCorrecting ? (
          <Button ref={correctButton} onClick={() => setCorrectedId(doseId)}>
            {t("correct.title")}
          </Button>
        ) : null
      }
    >
      {data ? (
        <Evidence {...{ patientId, onWhy, mayCorrect }} evidence={data}>
          {isCorrecting ? (
            <CorrectDose
              key={doseId}
              patientId={patientId}
              dose={data.dose}
              onDone={() => {
                setCorrectedId(null)
                // The form goes with what held the focus.
                window.setTimeout(() => correctButton.current?.focus())
              }}
            />
          ) : null}
        </Evidence>
      ) : error ? (
        <ErrorState as="h3" title={t("pane.failed")} onRetry={refetch}>
          {error.message}
        </ErrorState>
      ) : (
        <Waiting />
      )}
    </SheetContent>
  )
}

type EvidenceProps = Pick<PaneProps, "patientId" | "mayCorrect" | "onWhy"> & {
  evidence: DoseEvidence
  children: ReactNode
}

function Evidence({ patientId, mayCorrect, onWhy, evidence, children }: EvidenceProps) {
  const { dose, zone, messages, replies } = evidence
  const { corrections, movedReplies, notReminded } = toldEvents(evidence)
  return (
    <div className="grid gap-6">
      <EvidenceState dose={dose} zone={zone} reasons={notReminded} />
      {children}
      <SentMessages messages={messages} zone={zone} onWhy={() => onWhy(dose.localDate)} />
      <Replies replies={replies} zone={zone} moved={movedReplies} />
      <Corrections events={corrections} {...{ patientId, zone, mayCorrect }} />
    </div>
  )
}

type StepsProps = {
  before: TimelineDose | null
  after: TimelineDose | null
  onOpen: (doseId: string) => void
}

/** To the same medication's dose before and after; the keys are those of Review. */
function Steps({ before, after, onOpen }: StepsProps) {
  const t = useTranslations("evidence.pane")
  const { day } = useDoseWords()
  const step = (dose: TimelineDose | null, name: string, key: string, icon: ReactNode) => (
    <Button
      variant="ghost"
      size="icon"
      aria-label={name}
      aria-keyshortcuts={key}
      title={`${name} (${key})`}
      // Not `disabled`, which drops the focus at either end.
      aria-disabled={dose === null || undefined}
      onClick={() => dose && onOpen(dose.id)}
      className="aria-disabled:opacity-50"
    >
      {icon}
    </Button>
  )
  const nameOf = (dose: TimelineDose | null, side: "previous" | "next") =>
    dose ? t(`${side}Of`, { day: day(dose.localDate) }) : t(side)
  return (
    <>
      {step(before, nameOf(before, "previous"), "k", <ChevronLeft className="rtl:-scale-x-100" />)}
      {step(after, nameOf(after, "next"), "j", <ChevronRight className="rtl:-scale-x-100" />)}
    </>
  )
}

/** Shaped like what comes: a state, a message, a reply. */
function Waiting() {
  const t = useTranslations("evidence.pane")
  return (
    <div className="grid gap-6">
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-20" />
      <Skeleton className="h-36 rounded-md" />
      <Skeleton className="h-36 rounded-md" />
    </div>
  )
}

function isTyping(target: EventTarget): boolean {
  return target instanceof Element && target.closest("input, textarea, select") !== null
}
