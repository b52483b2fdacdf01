"use client"

import { useQuery } from "@tanstack/react-query"
import { Maximize2 } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { DoseStrip } from "@/components/doses/dose-strip"
import { NeedList } from "@/components/patients/need-reason"
import { OpenTaskLine } from "@/components/patients/open-task"
import { PatientFlags } from "@/components/patients/patient-flags"
import { useNames } from "@/components/patients/patient-name"
import { PreviewNow } from "@/components/patients/preview-now"
import { Gap, ReportedFigure, Trend } from "@/components/patients/row-figures"
import { Button } from "@/components/ui/button"
import { useClock } from "@/components/ui/clock"
import { Sheet, SheetContent } from "@/components/ui/sheet"
import { Time } from "@/components/ui/time"
import { clockTime } from "@/components/ui/time-words"
import { attentionHref } from "@/lib/attention/address"
import type { PatientGlance } from "@/lib/patients/glance"
import type { PatientRow } from "@/lib/patients/patient-row"
import { previewQuery } from "@/lib/patients/query-options"

type PatientPreviewProps = {
  row: PatientRow | null
  onClose: () => void
  /** Puts the focus back on the row where the keyboard stands. */
  onReturn: () => void
}

/** A patient beside the list: at once what the list knows, then what was said last and comes next. */
export function PatientPreview({ row, onClose, onReturn }: PatientPreviewProps) {
  const t = useTranslations("patients.preview")
  const now = useClock()
  const { nameOf } = useNames()
  return (
    <Sheet open={row !== null} onOpenChange={(open) => !open && onClose()}>
      {row ? (
        <SheetContent
          data-preview={row.id}
          title={<bdi>{nameOf(row.name)}</bdi>}
          description={t("local", { time: clockTime(now, row.zone), zone: row.zone })}
          onCloseAutoFocus={(event) => {
            // Whoever went elsewhere meanwhile, as into the filters, stays there.
            const at = document.activeElement
            event.preventDefault()
            if (!at || at === document.body || at.closest("[data-preview]")) onReturn()
          }}
          actions={
            <Button asChild variant="ghost" size="sm">
              <Link href={`/patients/${row.id}`}>
                <Maximize2 aria-hidden />
                {t("expand")}
              </Link>
            </Button>
          }
        >
          <Preview row={row} />
        </SheetContent>
      ) : null}
    </Sheet>
  )
}

function Preview({ row }: { row: PatientRow }) {
  const { data, isPending, isError, error } = useQuery(previewQuery(row.id))
  return (
    <div className="grid gap-5 text-sm">
      <PatientFlags row={row} />
      <Reasons row={row} known={data?.attention ?? []} />
      <Fortnight days={row.strip} />
      <Facts row={row} />
      <PreviewNow
        zone={row.zone}
        patientId={row.id}
        glance={data ?? null}
        problem={isError ? error.message : null}
        isPending={isPending}
      />
    </div>
  )
}

/** Why the patient stands where they do, each reason a link to its days once they are read. */
function Reasons({ row, known }: { row: PatientRow; known: PatientGlance["attention"] }) {
  const t = useTranslations("patients.preview")
  if (row.needReasons.length === 0) return null
  return (
    <section aria-labelledby="preview-need" className="grid gap-1">
      <h3 id="preview-need" className="font-semibold">
        {t("attention")}
      </h3>
      <NeedList
        of={row}
        link={({ rule }, words) => (
          <Link
            href={placeOf(row.id, known.find((each) => each.rule === rule) ?? { rule, ...NO_DAYS })}
            className="rounded-sm underline decoration-input underline-offset-4 hover:decoration-foreground"
          >
            {words}
          </Link>
        )}
      />
    </section>
  )
}

function Fortnight({ days }: { days: PatientRow["strip"] }) {
  const t = useTranslations("patients.preview")
  return (
    <section aria-labelledby="preview-strip" className="grid gap-2">
      <h3 id="preview-strip" className="font-semibold">
        {t("strip")}
      </h3>
      <DoseStrip days={days} />
    </section>
  )
}

function Facts({ row }: { row: PatientRow }) {
  const t = useTranslations("patients.preview")
  return (
    <dl className="grid grid-cols-[9rem_minmax(0,1fr)] gap-y-1.5 [&_dt]:text-muted-foreground">
      <dt>{t("reported")}</dt>
      <dd>
        <ReportedFigure row={row} />
      </dd>
      <dt>{t("trend")}</dt>
      <dd>{row.trend === null ? t("noTrend") : <Trend points={row.trend} />}</dd>
      <dt>{t("lastTaken")}</dt>
      <dd>
        {row.lastTakenAt ? (
          <Time instant={row.lastTakenAt} zone={row.zone} form="short" />
        ) : (
          t("noneTaken")
        )}
      </dd>
      <dt>{t("gap")}</dt>
      <dd>
        <Gap doses={row.currentGap} none={t("none")} />
      </dd>
      <dt>{t("task")}</dt>
      <dd>{row.openTask ? <OpenTaskLine task={row.openTask} zone={row.zone} /> : t("none")}</dd>
      <dt>{t("phone")}</dt>
      <dd>{row.phone ? <bdi dir="ltr">{row.phone}</bdi> : t("noPhone")}</dd>
    </dl>
  )
}

type Reason = PatientGlance["attention"][number]

/** Before the days are read; the page of the patient then shows its usual ones. */
const NO_DAYS = { fromDate: null, toDate: null }

/** Where what a reason is about stands. */
function placeOf(patientId: string, reason: Reason): Route {
  const page = `/patients/${patientId}`
  if (reason.rule === "unanswered_question") return `${page}/conversation` as Route
  if (reason.rule === "unreachable") return `${page}/consent` as Route
  return attentionHref(patientId, reason) as Route
}
