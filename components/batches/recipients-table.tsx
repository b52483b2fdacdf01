"use client"

import { useInfiniteQuery } from "@tanstack/react-query"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useResultWords } from "@/components/batches/batch-words"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { PersonName } from "@/components/ui/person-name"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"
import type { BatchResult } from "@/lib/batches/limits"
import type { BatchRecipient, RecipientsPage } from "@/lib/batches/progress"
import { recipientsQuery } from "@/lib/batches/query-options"
import { fromPage } from "@/lib/live/from-page"

type RecipientsTableProps = { batchId: string; result: BatchResult; initial: RecipientsPage }

const VARIANTS: Record<
  BatchRecipient["result"],
  "primary" | "neutral" | "danger" | "warning" | "outline"
> = {
  queued: "primary",
  sending: "primary",
  sent: "neutral",
  failed: "danger",
  unknown: "warning",
  expired: "outline",
  cancelled: "outline",
  skipped: "outline",
}

/** What became of each, a hundred at a time. */
export function RecipientsTable({ batchId, result, initial }: RecipientsTableProps) {
  const t = useTranslations("batches")
  const words = useResultWords()
  const query = useInfiniteQuery({
    ...recipientsQuery(batchId, result),
    ...fromPage({ pages: [initial], pageParams: [null] }),
  })
  const rows = query.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0)
    return <EmptyState title={t("result.nobody", { result: words.result(result) })} />
  return (
    <>
      <Table label={t("batch.recipients")}>
        <TableHead>
          <tr>
            <TableHeader className="ps-0">{t("batch.column.patient")}</TableHeader>
            <TableHeader>{t("batch.column.result")}</TableHeader>
            <TableHeader className="max-md:hidden">{t("batch.column.time")}</TableHeader>
            <TableHeader className="max-md:hidden">{t("batch.column.phone")}</TableHeader>
            <TableHeader className="max-md:hidden">{t("batch.column.messageId")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Recipient key={row.id} row={row} />
          ))}
        </TableBody>
      </Table>
      {query.isError ? (
        <p role="alert" className="text-danger text-sm">
          {query.error.message}
        </p>
      ) : null}
      {query.hasNextPage ? (
        <Button
          className="justify-self-center"
          pending={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {t("batch.moreRecipients")}
        </Button>
      ) : null}
    </>
  )
}

function Recipient({ row }: { row: BatchRecipient }) {
  const words = useResultWords()
  const detail = words.reason(row)
  return (
    <TableRow>
      <TableCell className="max-w-48 truncate ps-0">
        <Link
          href={`/patients/${row.patientId}`}
          prefetch={false}
          className="rounded-sm font-medium hover:underline"
        >
          <PersonName of={row.name} />
        </Link>
      </TableCell>
      <TableCell className="max-w-md">
        <Badge key={row.result} variant={VARIANTS[row.result]} className="animate-tint">
          {words.result(row.result)}
        </Badge>
        {detail ? <p className="mt-0.5 text-muted-foreground text-xs">{detail}</p> : null}
      </TableCell>
      <TableCell className="whitespace-nowrap max-md:hidden">
        <RecipientTime row={row} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-md:hidden">
        <bdi dir="ltr">{row.phone}</bdi>
      </TableCell>
      <TableCell className="max-w-36 truncate font-mono text-xs max-md:hidden">
        <bdi dir="ltr">{row.biotMessageId}</bdi>
      </TableCell>
    </TableRow>
  )
}

function RecipientTime({ row }: { row: BatchRecipient }) {
  const t = useTranslations("batches.batch")
  if (row.sentAt !== null) return <Time instant={row.sentAt} zone={row.zone} form="short" />
  if (row.result !== "queued" || row.notBefore === null) return null
  const { notBefore, zone } = row
  return t.rich("from", { time: () => <Time instant={notBefore} zone={zone} form="short" /> })
}
