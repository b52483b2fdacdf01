import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { Facts, Id } from "@/components/review/facts"
import { Time } from "@/components/ui/time"
import type { MessageDetail } from "@/lib/messages/log-row"

export function MessageFacts({ detail: { row, zone, traceId } }: { detail: MessageDetail }) {
  const t = useTranslations("messages")
  const exact = (at: number | null) =>
    at === null ? null : <Time key={at} instant={at} zone={zone} form="exact" />
  const batch = row.batchId ? (
    <Link
      key="batch"
      href={`/messages/batches/${row.batchId}` as Route}
      className="rounded-sm text-primary underline-offset-4 hover:underline"
    >
      {t("fact.openBatch")}
    </Link>
  ) : null
  return (
    <Facts
      facts={[
        [t("fact.by"), row.by ? <bdi key="by">{row.by}</bdi> : t("table.schedule")],
        [t("fact.asked"), exact(row.createdAt)],
        [t("fact.notBefore"), exact(row.notBefore)],
        [t("fact.sent"), exact(row.sentAt)],
        [t("fact.expires"), exact(row.expiresAt)],
        [t("fact.attempts"), String(row.attempts)],
        [t("fact.parts"), String(row.parts)],
        [t("fact.template"), row.template && t("fact.templateVersion", row.template)],
        [t("fact.batch"), batch],
        [t("fact.reason"), row.reason ? <Id key="reason">{row.reason}</Id> : null],
        [t("fact.messageId"), <Id key="biot">{row.biotMessageId}</Id>],
        [t("fact.traceId"), <Id key="trace">{traceId}</Id>],
        [t("fact.ourId"), <Id key="id">{row.id}</Id>],
      ]}
    />
  )
}
