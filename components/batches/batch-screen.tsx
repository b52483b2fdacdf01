"use client"

import { useQuery } from "@tanstack/react-query"
import { Download } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useFormatter, useTranslations } from "next-intl"
import { BatchState } from "@/components/batches/batch-state"
import { useResultWords } from "@/components/batches/batch-words"
import { RecipientsTable } from "@/components/batches/recipients-table"
import { ISOLATED } from "@/components/composer/isolated"
import { PageHeader } from "@/components/shell/page-header"
import { Button } from "@/components/ui/button"
import { FilterLinks } from "@/components/ui/filter-links"
import { usePersonName } from "@/components/ui/person-name"
import { Time } from "@/components/ui/time"
import { type BatchResult, RESULTS } from "@/lib/batches/limits"
import type { BatchProgress, RecipientsPage } from "@/lib/batches/progress"
import { batchQuery } from "@/lib/batches/query-options"
import { fromPage } from "@/lib/live/from-page"

type BatchScreenProps = {
  initial: BatchProgress
  recipients: RecipientsPage
  result: BatchResult
  maySend: boolean
}

/** One text to many: how far it has come, how to stop it, and what became of each recipient. */
export function BatchScreen({ initial, recipients, result, maySend }: BatchScreenProps) {
  const t = useTranslations("batches.batch")
  const nameOf = usePersonName()
  const words = useResultWords()
  const { data: batch } = useQuery({ ...batchQuery(initial.id), ...fromPage(initial) })
  return (
    <>
      <PageHeader
        back={<Link href={"/messages" as Route}>{t("messages")}</Link>}
        title={t("title", { n: batch.going })}
        description={t.rich("sentBy", {
          name: nameOf(batch.by),
          time: () => <Time instant={batch.createdAt} zone={batch.zone} />,
          ...ISOLATED,
        })}
        action={
          maySend ? (
            <Button asChild>
              <a href={`/api/batches/${batch.id}/csv`} download>
                <Download aria-hidden />
                {t("csv")}
              </a>
            </Button>
          ) : null
        }
      />
      <BatchState batch={batch} maySend={maySend} />
      <blockquote className="max-w-2xl whitespace-pre-wrap break-words rounded-md bg-hover px-3 py-2 text-base">
        <bdi>{batch.body}</bdi>
      </blockquote>
      {batch.refusals.length > 0 ? <Skipped batch={batch} /> : null}
      <section className="grid gap-3">
        <h2 className="font-semibold">{t("recipients")}</h2>
        <FilterLinks
          label={t("results")}
          current={result}
          links={resultLinks(batch, result, words.result)}
        />
        <RecipientsTable batchId={batch.id} result={result} initial={recipients} />
      </section>
    </>
  )
}

function Skipped({ batch }: { batch: BatchProgress }) {
  const t = useTranslations("batches")
  const format = useFormatter()
  return (
    <section className="grid gap-1 text-sm">
      <h2 className="font-semibold">{t("batch.skipped")}</h2>
      <ul className="grid gap-0.5">
        {batch.refusals.map(({ code, patients }) => (
          <li key={code}>
            {format.number(patients)}{" "}
            <span className="text-muted-foreground">· {t(`skipped.${code}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Results that nobody has are not offered, but the one that is shown. */
function resultLinks(
  batch: BatchProgress,
  shown: BatchResult,
  wordsOf: (result: BatchResult) => string,
) {
  const countOf = (result: BatchResult) => {
    if (result === "all") return batch.going + batch.skipped
    return result === "skipped" ? batch.skipped : (batch.states[result] ?? 0)
  }
  return RESULTS.filter((each) => each === "all" || each === shown || countOf(each) > 0).map(
    (key) => ({
      key,
      href: `/messages/batches/${batch.id}${key === "all" ? "" : `?result=${key}`}` as Route,
      label: wordsOf(key),
      count: countOf(key),
    }),
  )
}
