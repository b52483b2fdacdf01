"use client"

import { useQuery } from "@tanstack/react-query"
import { MessageSquareReply } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ISOLATED } from "@/components/composer/isolated"
import { AnswerReply } from "@/components/review/answer-reply"
import { AroundThread } from "@/components/review/around-thread"
import { Decided } from "@/components/review/decided"
import { DismissReply } from "@/components/review/dismiss-reply"
import { FixNumber } from "@/components/review/fix-number"
import { LinkForm } from "@/components/review/link-form"
import { PaneError, PaneSkeleton } from "@/components/review/pane-states"
import { ReassignReply } from "@/components/review/reassign-reply"
import { ReplyEvidence } from "@/components/review/reply-evidence"
import { useReplyWords } from "@/components/review/reply-words"
import { RetryReply } from "@/components/review/retry-reply"
import type { Powers } from "@/components/review/use-decision"
import { WhoWrote } from "@/components/review/who-wrote"
import { WhyHere } from "@/components/review/why-here"
import { OpenFollowUp } from "@/components/tasks/open-follow-up"
import { Button } from "@/components/ui/button"
import { usePersonName } from "@/components/ui/person-name"
import { SheetContent } from "@/components/ui/sheet"
import { Time } from "@/components/ui/time"
import { useReturnFocus } from "@/components/ui/use-return-focus"
import type { ReviewReply } from "@/lib/review/item"
import { replyQuery } from "@/lib/review/query-options"

type ReplyPaneProps = { replyId: string; powers: Powers; onDecided: () => void }

const LINK_FORM = "link-reply"

/** One reply: why it waits, what to do about it, and everything that is known of it. */
export function ReplyPane({ replyId, powers, onDecided }: ReplyPaneProps) {
  const { data: reply, error, refetch } = useQuery(replyQuery(replyId))
  const t = useTranslations("review.pane")
  const [isAnswering, setAnswering] = useState(false)
  const focus = useReturnFocus()
  const rights = rightsOf(reply, powers)
  const answer = { isOpen: isAnswering, setOpen: setAnswering }
  return (
    <SheetContent
      title={reply ? <Title reply={reply} /> : t("reply")}
      description={reply ? <Came reply={reply} /> : t("loading")}
      footer={
        reply && !reply.decision ? <PaneActions {...{ reply, rights, answer, onDecided }} /> : null
      }
      {...focus}
    >
      {error && !reply ? <PaneError error={error} onRetry={refetch} /> : null}
      {!reply && !error ? <PaneSkeleton>{t("loading")}</PaneSkeleton> : null}
      {reply ? <PaneBody {...{ reply, rights, answer, onDecided }} /> : null}
    </SheetContent>
  )
}

type PartProps = {
  reply: ReviewReply
  rights: Rights
  answer: { isOpen: boolean; setOpen: (open: boolean) => void }
  onDecided: () => void
}

function PaneActions({ reply, rights, answer, onDecided }: PartProps) {
  const t = useTranslations("review.pane")
  const { id, patientId } = reply.item
  // A caregiver's word is followed up with the patient for whom it was most likely said.
  const concerned = patientId ?? reply.presumedId
  return (
    <>
      {concerned ? <OpenFollowUp patientId={concerned} shortcut="t" /> : null}
      {rights.retry ? <RetryReply replyId={id} onDone={onDecided} /> : null}
      {rights.answer && !answer.isOpen ? (
        <Button aria-keyshortcuts="a" onClick={() => answer.setOpen(true)}>
          <MessageSquareReply aria-hidden className="rtl:-scale-x-100" />
          {t("answer")}
        </Button>
      ) : null}
      {rights.dismiss ? <DismissReply replyId={id} {...{ patientId }} onDone={onDecided} /> : null}
    </>
  )
}

function PaneBody({ reply, rights, answer, onDecided }: PartProps) {
  const t = useTranslations("review")
  const words = useReplyWords()
  const { item, zone, sender } = reply
  const patient = reply.candidates.find(({ id }) => id === item.patientId)
  const openAnswer = rights.answer ? () => answer.setOpen(true) : null
  return (
    <div className="grid gap-6">
      <WhyHere item={item} advised={!rights.link} />
      {reply.decision ? <Decided decision={reply.decision} zone={zone} /> : null}
      {reply.decision && rights.move ? <ReassignReply replyId={item.id} /> : null}
      {sender ? <WhoWrote sender={sender} zone={zone} /> : null}
      <AroundThread items={reply.around} zone={zone} />
      {answer.isOpen && rights.answer && patient ? (
        <AnswerReply
          replyId={item.id}
          mayDismiss={rights.dismiss}
          onSent={() => answer.setOpen(false)}
          onDone={onDecided}
          onCancel={() => answer.setOpen(false)}
          {...{ patient, zone }}
        />
      ) : null}
      {rights.link ? (
        <LinkForm id={LINK_FORM} reply={reply} onDone={onDecided} onAnswer={openAnswer} />
      ) : null}
      {rights.note ? (
        <p className="text-muted-foreground text-sm">{t(`pane.${rights.note}`)}</p>
      ) : null}
      {isAboutNumber(reply) && reply.senderId ? (
        <FixNumber
          personId={reply.senderId}
          kind={words.sender(item.senderKind)}
          afterwards={t("fix.thenReply")}
        />
      ) : null}
      <ReplyEvidence reply={reply} />
    </div>
  )
}

const NUMBER_REASONS: readonly (string | null)[] = [
  "unknown_patient",
  "shared_phone",
  "other_patients_message",
]

/** Whether a number that is wrong in BioT may be what brought it here. */
function isAboutNumber({ item, ownersOutside }: ReviewReply): boolean {
  return (
    NUMBER_REASONS.includes(item.reason) ||
    item.flags.includes("phone_mismatch") ||
    item.flags.includes("shared_phone") ||
    ownersOutside > 0
  )
}

type Rights = ReturnType<typeof rightsOf>

function rightsOf(reply: ReviewReply | undefined, powers: Powers) {
  const none = { link: false, dismiss: false, retry: false, answer: false, move: false, note: null }
  if (!reply) return none
  if (reply.decision) {
    const isSettled = reply.decision.state === "applied" || reply.decision.state === "dismissed"
    return { ...none, move: isSettled && powers.canLink }
  }
  const { state, reason, patientId } = reply.item
  if ((state === "failed" || state === "quarantined") && !powers.canDecideAll) {
    return { ...none, note: "onlyAdmin" as const }
  }
  // Only a patient is texted: what a caregiver asks is answered by phone.
  const answer = powers.canSend && patientId !== null && reply.sender === null
  if (!powers.canLink) {
    return { ...none, answer, note: "onlyCoordinator" as const }
  }
  const mayHelp = state === "failed" || reason === "unknown_patient"
  return {
    ...{ link: true, answer, move: false, note: null },
    dismiss: powers.canDismiss,
    retry: powers.canRetry && mayHelp,
  }
}

function Title({ reply: { item } }: { reply: ReviewReply }) {
  const t = useTranslations("review.pane")
  const nameOf = usePersonName()
  const words = useReplyWords()
  const { patientName: name, phone, senderKind } = item
  if (name) return t.rich("from", { name: nameOf(name), ...ISOLATED })
  if (phone) return t.rich("fromPhone", { phone, ...ISOLATED })
  return senderKind ? t("fromKind", { kind: words.sender(senderKind) }) : t("reply")
}

function Came({ reply: { item, receivedAt, zone } }: { reply: ReviewReply }) {
  const t = useTranslations("review.pane")
  return (
    <>
      {t.rich("received", { time: () => <Time instant={receivedAt} zone={zone} /> })}
      {item.patientName && item.phone ? (
        <>
          {" "}
          · <bdi dir="ltr">{item.phone}</bdi>
        </>
      ) : null}
    </>
  )
}
