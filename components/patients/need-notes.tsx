"use client"

import { TriangleAlert } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useTransition } from "react"
import { DealWith } from "@/components/attention/deal-with"
import { ReasonWords } from "@/components/attention/reason-words"
import { useReopen } from "@/components/attention/use-reopen"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { Time } from "@/components/ui/time"
import { attentionHref } from "@/lib/attention/address"
import type { TimelineDealtWith, TimelinePatient } from "@/lib/patients/timeline"

/** Whichever goes hands the focus to the other. */
const [NOTES, DEALT_WITH] = ["need-notes", "dealt-with"]

/** Why this patient needs attention, each reason a link to its days, and what was set aside. */
export function NeedNotes({ patient }: { patient: TimelinePatient }) {
  const t = useTranslations("today")
  const { id, name, attention, tasks } = patient
  const isUrgent = tasks.some((task) => task.kind === "safety" && task.state === "open")
  return (
    <>
      {attention.length > 0 ? (
        <section
          id={NOTES}
          tabIndex={-1}
          aria-label={t("needNotes.label")}
          className={cn(
            "flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md px-4 py-2 text-sm",
            isUrgent ? "bg-danger-soft text-danger" : "bg-warning-soft text-warning",
          )}
        >
          <TriangleAlert
            aria-hidden
            className="size-4 shrink-0 self-start max-sm:mt-1 sm:my-auto"
          />
          <ul className="flex min-w-0 flex-1 flex-wrap gap-x-4 gap-y-1">
            {attention.map((item) => (
              <li key={item.id}>
                <Link
                  href={attentionHref(id, item) as Route}
                  scroll={false}
                  className="inline-flex min-h-6 items-center rounded-sm underline decoration-dotted underline-offset-4 hover:decoration-solid"
                >
                  <ReasonWords reason={item} />
                </Link>
              </li>
            ))}
          </ul>
          <span className="print:hidden">
            <DealWith patientId={id} name={name} items={attention} after={DEALT_WITH} />
          </span>
        </section>
      ) : null}
      <DealtWith patient={patient} />
    </>
  )
}

/** Who dealt with what, so that a bad week without a warning explains itself. */
function DealtWith({ patient }: { patient: TimelinePatient }) {
  const t = useTranslations("today.needNotes")
  if (patient.dealtWith.length === 0) return null
  return (
    <section
      id={DEALT_WITH}
      tabIndex={-1}
      aria-label={t("dealtWith")}
      className="text-muted-foreground text-sm"
    >
      <ul className="grid gap-1">
        {patient.dealtWith.map((item) => (
          <DealtWithLine key={item.id} {...{ item, patient }} />
        ))}
      </ul>
    </section>
  )
}

function DealtWithLine({ item, patient }: { item: TimelineDealtWith; patient: TimelinePatient }) {
  const t = useTranslations("today")
  const reopen = useReopen(patient.id, NOTES)
  const [pending, startTransition] = useTransition()
  const { id, by, closedAt, restsUntil, note } = item
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <span>
        {t.rich("needNotes.dealtWithLine", {
          by: by ?? t("somebody"),
          reason: () => <ReasonWords reason={item} />,
          at: () => <Time instant={closedAt} zone={patient.zone} />,
          until: () => <Time instant={restsUntil} zone={patient.zone} form="short" />,
        })}
        {note ? (
          <>
            {" "}
            <q>
              <bdi>{note}</bdi>
            </q>
          </>
        ) : null}
      </span>
      <Button
        size="sm"
        variant="ghost"
        className="print:hidden"
        pending={pending}
        onClick={() => startTransition(() => reopen([id]))}
      >
        {t("dealWith.undo")}
      </Button>
    </li>
  )
}
