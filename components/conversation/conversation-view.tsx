"use client"

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { MessageSquare, NotebookPen } from "lucide-react"
import type { Route } from "next"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useRef, useState } from "react"
import { AddNote } from "@/components/conversation/add-note"
import { LookingNote } from "@/components/conversation/at-conversation"
import { ConversationBar } from "@/components/conversation/conversation-bar"
import { ReplyComposer } from "@/components/conversation/reply-composer"
import { Thread } from "@/components/conversation/thread"
import { ThreadParts } from "@/components/conversation/thread-parts"
import { useDoseName } from "@/components/conversation/thread-words"
import { useReadMark } from "@/components/conversation/use-read-mark"
import { useTellConversation } from "@/components/conversation/use-tell-conversation"
import { WaitingReply } from "@/components/conversation/waiting-reply"
import { replaceInAddress } from "@/components/patients/address"
import { PatientFrame } from "@/components/patients/patient-frame"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { conversationQuery } from "@/lib/conversations/query-options"
import type { ConversationPage, ShownParts, ThreadItem } from "@/lib/conversations/thread"
import { joinPages } from "@/lib/conversations/thread-order"
import { fromPage } from "@/lib/live/from-page"
import type { TimelineReply } from "@/lib/patients/timeline"

type ConversationViewProps = {
  initial: ConversationPage
  shown: ShownParts
  markedId: string | null
  staffId: string
  maySend: boolean
  mayHandle: boolean
  mayDismiss: boolean
  mayWriteNotes: boolean
  maySetZone: boolean
}

/** All that passed between the clinic and one patient, and where it is answered. */
export function ConversationView({ initial, markedId, staffId, ...may }: ConversationViewProps) {
  const t = useTranslations("conversation")
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [shown, setShown] = useState(may.shown)
  const [answering, setAnswering] = useState<TimelineReply | null>(null)
  const [answered, setAnswered] = useState<TimelineReply | null>(null)
  const patientId = initial.patient.id
  const presence = useTellConversation(patientId)
  const query = useInfiniteQuery({
    ...conversationQuery(patientId, shown),
    ...(shown === may.shown ? fromPage({ pages: [initial], pageParams: [null] }) : {}),
    placeholderData: keepPreviousData,
  })
  const pages = query.data?.pages ?? [initial]
  const page = pages[0] ?? initial
  const items = joinPages(pages)
  const { patient, conversation, now } = page
  const nameDose = useDoseName()
  const named = pages.flatMap(({ doses }) => Object.entries(doses))
  const labels = new Map(named.map(([id, dose]) => [id, nameDose(dose)]))
  const mark = useReadMark({ patientId, conversation, items, mayHandle: may.mayHandle })
  const { unreadSince } = conversation
  const isAbove = query.hasNextPage && unreadSince !== null && unreadSince < (items[0]?.at ?? 0)
  const isOpen = may.maySend && patient.deletedAt === null

  const choose = (next: ShownParts) => {
    setShown(next)
    replaceInAddress("show", next === "all" ? null : next)
  }
  const answer = (reply: TimelineReply) => {
    setAnswering(reply)
    form.current?.querySelector("textarea")?.focus()
  }
  const onSent = () => {
    presence.onRest()
    setAnswered(answering ?? newestWaiting(items))
    setAnswering(null)
  }
  const waiting = items.find((item) => item.id === answered?.id)

  return (
    <PatientFrame patient={patient} maySetZone={may.maySetZone}>
      <div className="grid w-full max-w-4xl gap-4">
        {may.mayHandle ? (
          <ConversationBar {...{ page, staffId }} onRead={mark.read} onUnread={mark.unread} />
        ) : null}
        <LookingNote patientId={patientId} />
        {mark.error ? (
          <p role="alert" className="text-danger text-sm">
            {mark.error}
          </p>
        ) : null}
        {isAbove ? (
          <p role="status" className="text-muted-foreground text-sm">
            {t("above")}
          </p>
        ) : null}
        <Thread
          {...{ items, now, labels, markedId, unreadSince }}
          title={t("title")}
          zone={patient.zone}
          onOpenDose={(id) => router.push(`/patients/${patientId}?dose=${id}` as Route)}
          onAnswer={isOpen ? answer : undefined}
          className="max-h-[60dvh] min-h-64"
          action={<ThreadParts shown={shown} onChange={choose} />}
          earlier={
            query.hasNextPage ? (
              <Button
                size="sm"
                variant="ghost"
                pending={query.isFetchingNextPage}
                onClick={() => query.fetchNextPage()}
              >
                {t("earlier")}
              </Button>
            ) : null
          }
          empty={<NothingYet isAll={shown === "all"} />}
        />
        {waiting?.kind === "reply" && isWaiting(waiting.reply) ? (
          <WaitingReply
            reply={waiting.reply}
            mayDismiss={may.mayDismiss}
            onDone={() => setAnswered(null)}
          />
        ) : null}
        {isOpen ? (
          <ReplyComposer
            {...{ patient, items, presence, form, answering, onSent }}
            onAnswering={setAnswering}
          />
        ) : null}
        {may.mayWriteNotes ? <Noting patientId={patientId} /> : null}
      </div>
    </PatientFrame>
  )
}

function NothingYet({ isAll }: { isAll: boolean }) {
  const t = useTranslations("conversation.empty")
  return (
    <EmptyState as="h3" icon={<MessageSquare aria-hidden />} title={isAll ? t("all") : t("some")}>
      {t("why")}
    </EmptyState>
  )
}

/** A note is written where it is asked for. */
function Noting({ patientId }: { patientId: string }) {
  const t = useTranslations("conversation.note")
  const [isNoting, setNoting] = useState(false)
  if (isNoting) return <AddNote patientId={patientId} onDone={() => setNoting(false)} />
  return (
    <Button
      size="sm"
      variant="ghost"
      className="justify-self-start"
      onClick={() => setNoting(true)}
    >
      <NotebookPen aria-hidden />
      {t("add")}
    </Button>
  )
}

function isWaiting({ state }: TimelineReply): boolean {
  return state === "review" || state === "unmatched"
}

function newestWaiting(items: readonly ThreadItem[]): TimelineReply | null {
  const found = items.findLast((item) => item.kind === "reply" && isWaiting(item.reply))
  return found?.kind === "reply" ? found.reply : null
}
