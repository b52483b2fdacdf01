"use client"

import { useQuery } from "@tanstack/react-query"
import { DismissReply } from "@/components/review/dismiss-reply"
import { LinkForm } from "@/components/review/link-form"
import { PaneError, PaneSkeleton } from "@/components/review/pane-states"
import { ReplyEvidence } from "@/components/review/reply-evidence"
import { RetryReply } from "@/components/review/retry-reply"
import type { Powers } from "@/components/review/use-decision"
import { WhyHere } from "@/components/review/why-here"
import { SheetContent } from "@/components/ui/sheet"
import { Time } from "@/components/ui/time"
import { useReturnFocus } from "@/components/ui/use-return-focus"
import { REPLY_STATE_WORDS } from "@/lib/replies/words"
import type { ReviewDecision, ReviewReply } from "@/lib/review/item"
import { replyQuery } from "@/lib/review/query-options"
import { senderWords } from "@/lib/review/words"

type ReplyPaneProps = { replyId: string; powers: Powers; onDecided: () => void }

const LINK_FORM = "link-reply"

/** One reply: why it waits, what to do about it, and everything that is known of it. */
export function ReplyPane({ replyId, powers, onDecided }: ReplyPaneProps) {
  const { data: reply, error, refetch } = useQuery(replyQuery(replyId))
  const focus = useReturnFocus()
  const rights = rightsOf(reply, powers)
  return (
    <SheetContent
      title={reply ? titleOf(reply) : "Reply"}
      description={reply ? <Came reply={reply} /> : "Loading"}
      footer={
        reply && (rights.dismiss || rights.retry) ? (
          <>
            {rights.retry ? <RetryReply replyId={replyId} onDone={onDecided} /> : null}
            {rights.dismiss ? <DismissReply replyId={replyId} onDone={onDecided} /> : null}
          </>
        ) : null
      }
      {...focus}
    >
      {error && !reply ? <PaneError error={error} onRetry={refetch} /> : null}
      {!reply && !error ? <PaneSkeleton>Loading the reply</PaneSkeleton> : null}
      {reply ? (
        <div className="grid gap-6">
          <WhyHere item={reply.item} />
          {reply.decision ? <Decided decision={reply.decision} zone={reply.zone} /> : null}
          {rights.link ? <LinkForm id={LINK_FORM} reply={reply} onDone={onDecided} /> : null}
          {rights.note ? <p className="text-muted-foreground text-sm">{rights.note}</p> : null}
          <ReplyEvidence reply={reply} />
        </div>
      ) : null}
    </SheetContent>
  )
}

function rightsOf(reply: ReviewReply | undefined, powers: Powers) {
  const none = { link: false, dismiss: false, retry: false, note: null }
  if (!reply || reply.decision) return none
  const { state, reason } = reply.item
  if ((state === "failed" || state === "quarantined") && !powers.canDecideAll) {
    return { ...none, note: "Only an admin can decide this reply." }
  }
  if (!powers.canLink) {
    return { ...none, note: "Care coordinators and admins decide what waits here." }
  }
  const mayHelp = state === "failed" || reason === "unknown_patient"
  return {
    link: true,
    dismiss: powers.canDismiss,
    retry: powers.canRetry && mayHelp,
    note: null,
  }
}

function titleOf({ item }: ReviewReply): string {
  const from = item.patientName ?? item.phone
  if (from) return `Reply from ${from}`
  return item.senderKind ? `Reply from a ${senderWords(item.senderKind)}` : "Reply"
}

function Came({ reply }: { reply: ReviewReply }) {
  return (
    <>
      Received <Time instant={reply.receivedAt} zone={reply.zone} />
      {reply.item.patientName && reply.item.phone ? ` · ${reply.item.phone}` : null}
    </>
  )
}

/** Somebody was first, or the reply was understood after all. */
function Decided({ decision, zone }: { decision: ReviewDecision; zone: string }) {
  const { by, at, note, state } = decision
  return (
    <div role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm">
      <p className="font-medium">
        {by ? (
          <>
            {by} decided this <Time instant={at} zone={zone} />:{" "}
            {REPLY_STATE_WORDS[state].toLowerCase()}.
          </>
        ) : (
          <>This needs nobody any more: {REPLY_STATE_WORDS[state].toLowerCase()}.</>
        )}
      </p>
      {note ? <p className="text-muted-foreground">“{note}”</p> : null}
    </div>
  )
}
