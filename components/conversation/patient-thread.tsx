"use client"

import { MessageSquare, NotebookPen } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Thread } from "@/components/conversation/thread"
import { threadItems } from "@/components/conversation/thread-items"
import { useDoseName } from "@/components/conversation/thread-words"
import { useReadMark } from "@/components/conversation/use-read-mark"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import type { PatientTimeline } from "@/lib/patients/timeline"

const ADD_NOTE = partOf(() =>
  import("@/components/conversation/add-note").then((file) => file.AddNote),
)
const FIRST_SHOWN = 20
const MORE_SHOWN = 40

type PatientThreadProps = {
  timeline: PatientTimeline
  markedId: string | null
  mayWriteNotes: boolean
  mayHandle: boolean
  onOpenDose: (doseId: string) => void
}

/** The texts of the last days, beside the calendar. */
export function PatientThread({
  timeline,
  markedId,
  mayWriteNotes,
  mayHandle,
  onOpenDose,
}: PatientThreadProps) {
  const t = useTranslations("conversation")
  const [isWriting, setWriting] = useState(false)
  const [shown, setShown] = useState(FIRST_SHOWN)
  const { patient, conversation, now } = timeline
  const all = threadItems(timeline)
  const marked = all.findIndex((item) => item.id === markedId)
  const from = Math.min(Math.max(0, all.length - shown), marked < 0 ? all.length : marked)
  const items = all.slice(from)
  const { error } = useReadMark({ patientId: patient.id, conversation, items, mayHandle })
  const nameDose = useDoseName()
  // Of a year's doses only those that the texts shown are about need a name.
  const about = new Set(items.flatMap((item) => ("about" in item ? item.about : [])))
  const labels = new Map(
    timeline.doses.filter(({ id }) => about.has(id)).map((dose) => [dose.id, nameDose(dose)]),
  )
  return (
    <Thread
      {...{ items, now, labels, markedId, onOpenDose }}
      title={t("near")}
      zone={patient.zone}
      unreadSince={conversation.unreadSince}
      action={
        <span className="flex items-center gap-3">
          <Link
            href={`/patients/${patient.id}/conversation` as Route}
            prefetch={false}
            className="rounded-sm text-primary text-sm underline-offset-4 hover:underline"
          >
            {t("openAll")}
          </Link>
          {mayWriteNotes && !isWriting ? (
            <Button size="sm" variant="ghost" onClick={() => setWriting(true)}>
              <NotebookPen aria-hidden />
              {t("note.add")}
            </Button>
          ) : null}
        </span>
      }
      earlier={
        from > 0 ? (
          <Button size="sm" variant="ghost" onClick={() => setShown(shown + MORE_SHOWN)}>
            {t("earlierMessages")}
          </Button>
        ) : null
      }
      empty={
        <EmptyState
          as="h3"
          icon={<MessageSquare aria-hidden />}
          title={t("empty.days", { days: timeline.threadDays })}
        >
          {t("empty.daysWhy")}
        </EmptyState>
      }
    >
      {isWriting ? (
        <OnDemand
          part={ADD_NOTE}
          props={{ patientId: patient.id, onDone: () => setWriting(false) }}
        />
      ) : null}
      {error ? (
        <p role="alert" className="text-danger text-sm">
          {error}
        </p>
      ) : null}
    </Thread>
  )
}
