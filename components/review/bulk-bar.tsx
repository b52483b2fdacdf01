"use client"

import { useTranslations } from "next-intl"
import { type RefObject, useState } from "react"
import { BulkResults } from "@/components/review/bulk-results"
import { ReasonDialog } from "@/components/review/reason-dialog"
import { bulkOf, useBulk } from "@/components/review/use-bulk"
import type { Powers } from "@/components/review/use-decision"
import type { useMarks } from "@/components/review/use-marks"
import { Button } from "@/components/ui/button"

type BulkBarProps = {
  marks: ReturnType<typeof useMarks>
  powers: Powers
  /** Where the keys look first while something is selected. */
  place: RefObject<HTMLDivElement | null>
  onDone: (ids: string[]) => void
}

/** What may be done with the selected replies, as one action. */
export function BulkBar({ marks, powers, place, onDone }: BulkBarProps) {
  const t = useTranslations("review.bulk")
  const { marked, equals } = marks
  const bulk = useBulk(marked, (ids) => {
    marks.clear()
    onDone(ids)
  })
  const may = bulkOf(marked, powers)
  const n = marked.length
  return (
    <>
      {marked.length > 0 ? (
        <section
          ref={place}
          aria-label={t("section")}
          className="sticky top-12 z-10 flex flex-wrap items-center gap-2 border-y bg-surface px-3 py-2 text-sm"
        >
          <span role="status" className="font-medium tabular-nums">
            {t("selected", { n })}
          </span>
          {equals.length > marked.length ? (
            <Button size="sm" aria-keyshortcuts="e" onClick={() => marks.markEquals(null)}>
              {t("selectAll", { n: equals.length })}
            </Button>
          ) : null}
          <span className="flex-1" />
          {may.accept ? (
            <Button
              size="sm"
              aria-keyshortcuts="l"
              pending={bulk.pending}
              onClick={() => may.accept && bulk.accept(may.accept)}
            >
              {t("accept", { n })}
            </Button>
          ) : null}
          {may.retry ? (
            <Button size="sm" aria-keyshortcuts="r" pending={bulk.pending} onClick={bulk.retry}>
              {t("retry", { n })}
            </Button>
          ) : null}
          {may.dismiss ? (
            <DismissMany n={marked.length} pending={bulk.pending} onDismiss={bulk.dismiss} />
          ) : null}
          <Button size="sm" variant="ghost" onClick={marks.clear}>
            {t("clear")}
          </Button>
        </section>
      ) : null}
      <BulkResults result={bulk.result} onClose={bulk.close} />
    </>
  )
}

type DismissManyProps = { n: number; pending: boolean; onDismiss: (reason: string) => void }

function DismissMany({ n, pending, onDismiss }: DismissManyProps) {
  const t = useTranslations("review")
  const [open, setOpen] = useState(false)
  return (
    <ReasonDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" aria-keyshortcuts="d">
          {t("bulk.dismiss", { n })}
        </Button>
      }
      title={t("bulk.dismissAsk", { n })}
      description={t("bulk.dismissHint")}
      confirmLabel={t("bulk.dismissConfirm", { n })}
      label={t("reason.forAll")}
      pending={pending}
      onConfirm={onDismiss}
    />
  )
}
