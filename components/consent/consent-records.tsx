import { useTranslations } from "next-intl"
import { ConsentDialog } from "@/components/consent/consent-dialog"
import { Badge } from "@/components/ui/badge"
import { EmptyState } from "@/components/ui/empty-state"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import type { ConsentPage, ConsentRecord } from "@/lib/consent/consent-page"

/** Each word of the patient on being texted, as it was recorded; nothing here can be changed. */
export function ConsentRecords({ page, mayRecord }: { page: ConsentPage; mayRecord: boolean }) {
  const t = useTranslations("consent.records")
  const { records, patient, wording } = page
  const [newest] = records
  const isGiven = newest?.kind === "given"
  const of = { patientId: patient.id, wording }
  return (
    <section aria-labelledby="consent-title" className="grid min-w-0 content-start gap-3">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 id="consent-title" className="font-semibold text-base">
          {t("title")}
        </h2>
        {mayRecord ? (
          <div className="flex flex-wrap gap-2">
            {isGiven ? <ConsentDialog mode="withdrawn" {...of} /> : null}
            <ConsentDialog mode="given" isPrimary={!isGiven} {...of} />
          </div>
        ) : null}
      </div>
      {records.length === 0 ? (
        <EmptyState as="h3" title={t("none")}>
          {t("noneHint")}
        </EmptyState>
      ) : (
        <ol className="divide-y rounded-md border bg-surface">
          {records.map((record, n) => (
            <Record key={record.id} record={record} zone={patient.zone} counts={n === 0} />
          ))}
        </ol>
      )}
    </section>
  )
}

type RecordProps = { record: ConsentRecord; zone: string; counts: boolean }

function Record({ record, zone, counts }: RecordProps) {
  const t = useTranslations("consent")
  const { kind, means, outsideHours, wording, at, by } = record
  const said = {
    means: t(`means.${means}`),
    time: () => <Time instant={at} zone={zone} form="short" />,
  }
  return (
    <li className="grid gap-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{t(`kind.${kind}`)}</span>
        {counts ? <Badge variant="primary">{t("records.countsNow")}</Badge> : null}
        {kind === "given" ? (
          <Badge variant="outline">
            {t(outsideHours ? "records.outsideToo" : "records.withinHours")}
          </Badge>
        ) : null}
      </div>
      <p className="text-muted-foreground text-sm">
        {by === null
          ? t.rich("records.said", said)
          : t.rich("records.saidBy", { ...said, by, name: (name) => <bdi>{name}</bdi> })}
      </p>
      <blockquote className="whitespace-pre-wrap break-words text-sm">
        <Quoted>{wording}</Quoted>
      </blockquote>
    </li>
  )
}
