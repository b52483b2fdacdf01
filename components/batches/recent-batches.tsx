"use client"

import { useQuery } from "@tanstack/react-query"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ProgressBar } from "@/components/batches/progress-bar"
import { Button } from "@/components/ui/button"
import { Time } from "@/components/ui/time"
import { type BatchSummary, stageOf } from "@/lib/batches/progress"
import { batchesQuery } from "@/lib/batches/query-options"
import { fromPage } from "@/lib/live/from-page"

const SHOWN = 3

type RecentBatchesProps = { initial: { batches: BatchSummary[]; zone: string } }

/** The newest texts to many, each with how far it has come; nothing where there is none. */
export function RecentBatches({ initial }: RecentBatchesProps) {
  const t = useTranslations("batches.recent")
  const { data } = useQuery({ ...batchesQuery(), ...fromPage(initial) })
  const [isAll, setAll] = useState(false)
  const { batches, zone } = data
  if (batches.length === 0) return null
  const shown = isAll ? batches : batches.slice(0, SHOWN)
  return (
    <section aria-labelledby="sent-to-many" className="grid gap-1">
      <h2 id="sent-to-many" className="font-semibold">
        {t("title")}
      </h2>
      <ul className="divide-y border-y max-md:-mx-4">
        {shown.map((batch) => (
          <Batch key={batch.id} batch={batch} zone={zone} />
        ))}
      </ul>
      {batches.length > shown.length ? (
        <Button variant="link" className="justify-self-start" onClick={() => setAll(true)}>
          {t("more", { n: batches.length - shown.length })}
        </Button>
      ) : null}
    </section>
  )
}

function Batch({ batch, zone }: { batch: BatchSummary; zone: string }) {
  const t = useTranslations("batches")
  const stage = stageOf(batch, batch.releaseAt)
  return (
    <li className="relative grid min-h-11 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-1.5 text-sm hover:bg-subtle max-md:px-4 md:grid-cols-[14rem_minmax(0,1fr)_10rem_9rem]">
      <span className="truncate">
        <Link
          href={`/messages/batches/${batch.id}` as Route}
          prefetch={false}
          className="rounded-sm font-medium after:absolute after:inset-0 hover:underline"
        >
          {t("recent.textTo", { n: batch.going })}
        </Link>
        <span className="text-muted-foreground">
          {" "}
          · <Time instant={batch.createdAt} zone={zone} />
        </span>
      </span>
      <span className="truncate text-muted-foreground max-md:order-last max-md:col-span-2">
        <bdi>{batch.body}</bdi>
      </span>
      <ProgressBar batch={batch} className="max-md:hidden" />
      <span className="whitespace-nowrap text-end">
        {t(`stage.${stage}`)}{" "}
        <span className="text-muted-foreground">
          · {t("recent.sent", { n: batch.states.sent ?? 0 })}
        </span>
      </span>
    </li>
  )
}
