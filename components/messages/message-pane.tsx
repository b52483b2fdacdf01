"use client"

import { useQuery } from "@tanstack/react-query"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useDoseNames } from "@/components/composer/dose-names"
import { ISOLATED } from "@/components/composer/isolated"
import { MessageFacts } from "@/components/messages/message-facts"
import { StateBadge } from "@/components/messages/message-state"
import { MessageTrail } from "@/components/messages/message-trail"
import { useMessageWords } from "@/components/messages/message-words"
import { SendAgain } from "@/components/messages/send-again"
import { PaneSection } from "@/components/review/facts"
import { PaneError, PaneSkeleton } from "@/components/review/pane-states"
import { Button } from "@/components/ui/button"
import { usePersonName } from "@/components/ui/person-name"
import { Sheet, SheetContent } from "@/components/ui/sheet"
import { useReturnFocus } from "@/components/ui/use-return-focus"
import { messageQuery } from "@/lib/messages/log-query-options"
import type { LogRow, MessageDetail } from "@/lib/messages/log-row"

type MessagePaneProps = {
  messageId: string | null
  maySend: boolean
  onOpen: (messageId: string | null) => void
}

/** One message with its words and everything that is known of it. */
export function MessagePane({ messageId, maySend, onOpen }: MessagePaneProps) {
  return (
    <Sheet open={messageId !== null} onOpenChange={(open) => !open && onOpen(null)}>
      {messageId ? <OpenMessage {...{ messageId, maySend, onOpen }} /> : null}
    </Sheet>
  )
}

function OpenMessage({ messageId, maySend, onOpen }: MessagePaneProps & { messageId: string }) {
  const t = useTranslations("messages.pane")
  const nameOf = usePersonName()
  const words = useMessageWords()
  const { data, error, refetch } = useQuery(messageQuery(messageId))
  const focus = useReturnFocus()
  return (
    <SheetContent
      title={
        data ? t.rich("textTo", { name: nameOf(data.row.patientName), ...ISOLATED }) : t("message")
      }
      description={
        data
          ? t.rich("kindTo", {
              kind: words.kind(data.row.kind),
              phone: data.row.phone,
              ...ISOLATED,
            })
          : t("loading")
      }
      footer={
        data ? (
          <>
            {maySend ? <SendAgain messageId={messageId} onSent={onOpen} /> : null}
            <Button asChild variant="primary">
              <Link href={`/patients/${data.row.patientId}?message=${messageId}` as Route}>
                {t("openPatient")}
              </Link>
            </Button>
          </>
        ) : null
      }
      {...focus}
    >
      {error && !data ? <PaneError error={error} onRetry={refetch} /> : null}
      {!data && !error ? <PaneSkeleton>{t("loadingMessage")}</PaneSkeleton> : null}
      {data ? <Contents detail={data} onOpen={onOpen} /> : null}
    </SheetContent>
  )
}

type ContentsProps = { detail: MessageDetail; onOpen: MessagePaneProps["onOpen"] }

function Contents({ detail, onOpen }: ContentsProps) {
  const t = useTranslations("messages.pane")
  const words = useMessageWords()
  const { row } = detail
  const why = words.detail(row)
  return (
    <div className="grid gap-6">
      <section aria-label={t("state")} className="grid justify-items-start gap-2">
        <StateBadge message={row} />
        {why ? <p>{why}</p> : null}
        <Chain row={row} onOpen={onOpen} />
      </section>
      <PaneSection title={t("text")}>
        <blockquote className="whitespace-pre-wrap break-words rounded-md bg-hover px-3 py-2 text-base">
          <bdi>{row.body}</bdi>
        </blockquote>
      </PaneSection>
      <PaneSection title={t("doses")}>
        <DoseLinks row={row} />
      </PaneSection>
      <PaneSection title={t("became")}>
        <MessageTrail detail={detail} />
      </PaneSection>
      <PaneSection title={t("evidence")}>
        <MessageFacts detail={detail} />
      </PaneSection>
    </div>
  )
}

/** The message that this one repeats, and the one that repeats it. */
function Chain({ row, onOpen }: { row: LogRow; onOpen: ContentsProps["onOpen"] }) {
  const t = useTranslations("messages.pane")
  const { againOf, againId } = row
  return (
    <>
      {againOf ? (
        <p className="text-sm">
          {t("repeats")}{" "}
          <Button variant="link" onClick={() => onOpen(againOf)}>
            {t("showFirst")}
          </Button>
        </p>
      ) : null}
      {againId ? (
        <p className="text-sm">
          {t("repeated")}{" "}
          <Button variant="link" onClick={() => onOpen(againId)}>
            {t("showNew")}
          </Button>
        </p>
      ) : null}
    </>
  )
}

function DoseLinks({ row }: { row: LogRow }) {
  const t = useTranslations("messages.pane")
  const words = useDoseNames()
  if (row.doses.length === 0) {
    return <p className="text-muted-foreground text-sm">{t("noDose")}</p>
  }
  return (
    <ul className="grid gap-1 text-sm">
      {row.doses.map((dose) => (
        <li key={dose.id}>
          <Link
            href={`/patients/${row.patientId}?dose=${dose.id}` as Route}
            className="rounded-sm text-primary underline-offset-4 hover:underline"
          >
            {words.name(dose)}
          </Link>
        </li>
      ))}
    </ul>
  )
}
