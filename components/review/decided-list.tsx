"use client"

import { useQuery } from "@tanstack/react-query"
import { Undo2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { type ReactNode, useTransition } from "react"
import { ISOLATED } from "@/components/composer/isolated"
import { QuotedWords } from "@/components/review/queue-row"
import { useTakeBack } from "@/components/review/use-take-back"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PersonName, usePersonName } from "@/components/ui/person-name"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import { fromPage } from "@/lib/live/from-page"
import type { RecentDecision, RecentDecisions } from "@/lib/review/item"
import { decidedQuery } from "@/lib/review/query-options"

type DecidedListProps = { initial: RecentDecisions; canUndo: boolean; onOpen: (id: string) => void }

/** What was decided in the last 24 hours and stands: what, by whom, and the way back. */
export function DecidedList({ initial, canUndo, onOpen }: DecidedListProps) {
  const t = useTranslations("review")
  const { data, error, refetch } = useQuery({ ...decidedQuery(), ...fromPage(initial) })
  return (
    <section aria-label={t("decided.list")} className="-mx-4 md:mx-0">
      {error ? (
        <ErrorState title={t("decided.notRenewed")} onRetry={refetch}>
          {t("queue.stale", { error: error.message })}
        </ErrorState>
      ) : null}
      {data.decisions.length === 0 ? (
        <EmptyState title={t("decided.none")}>{t("decided.noneHint")}</EmptyState>
      ) : (
        <ul aria-label={t("decided.list")} className="border-t">
          {data.decisions.map((decision) => (
            <DecidedRow
              key={decision.decisionId}
              decision={decision}
              zone={data.zone}
              canUndo={canUndo}
              onOpen={() => onOpen(decision.replyId)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

type DecidedRowProps = {
  decision: RecentDecision
  zone: string
  canUndo: boolean
  onOpen: () => void
}

function DecidedRow({ decision, zone, canUndo, onOpen }: DecidedRowProps) {
  const t = useTranslations("review")
  const nameOf = usePersonName()
  const { takeBackListed } = useTakeBack()
  const [pending, startTransition] = useTransition()
  const { kind, by, isOwn, at, note, patientName, phone, replyId, decisionId } = decision
  const did = t(kind === "undo" ? "decided.undone" : `decided.${kind}`)
  const undo = () => startTransition(() => takeBackListed({ title: did, replyId, decisionId }))
  const time = () => <Time instant={at} zone={zone} />
  return (
    <li className="flex items-center gap-3 border-b px-4 py-2 text-sm md:px-3">
      <button
        type="button"
        data-row={replyId}
        aria-haspopup="dialog"
        onClick={onOpen}
        className="grid min-w-0 flex-1 gap-0.5 rounded-sm text-start"
      >
        <span className="truncate font-medium">
          <QuotedWords item={{ kind: "reply", words: decision.words }} />
        </span>
        <span className="text-muted-foreground">
          <From name={patientName} phone={phone} /> ·{" "}
          {isOwn
            ? t.rich("decided.byYou", { did, time })
            : t.rich("decided.by", { did, name: nameOf(by), time, ...ISOLATED })}
          {note ? (
            <>
              {" "}
              · <Quoted>{note}</Quoted>
            </>
          ) : null}
        </span>
      </button>
      {canUndo ? (
        <Button size="sm" pending={pending} onClick={undo}>
          <Undo2 aria-hidden className="rtl:-scale-x-100" />
          {t("decided.undo")}
        </Button>
      ) : null}
    </li>
  )
}

function From({ name, phone }: { name: string | null; phone: string | null }): ReactNode {
  const t = useTranslations("review.row")
  if (name) return <PersonName of={name} />
  return phone ? <bdi dir="ltr">{phone}</bdi> : t("unknown")
}
