"use client"

import { useTranslations } from "next-intl"
import { EvidenceSection, Fact, Facts, Identifier } from "@/components/adherence/evidence-parts"
import { useMessageWords } from "@/components/messages/message-words"
import { MoveReply } from "@/components/review/move-reply"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import type { TimelineMessage, TimelineReply } from "@/lib/patients/timeline"

type SentMessagesProps = { messages: TimelineMessage[]; zone: string; onWhy: () => void }

export function SentMessages({ messages, zone, onWhy }: SentMessagesProps) {
  const t = useTranslations("evidence")
  return (
    <EvidenceSection title={t("sent.title", { count: messages.length || 1 })}>
      {messages.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t("sent.none")}</p>
      ) : (
        messages.map((message) => <SentMessage key={message.id} message={message} zone={zone} />)
      )}
      {messages.some(({ state }) => state === "sent") ? null : (
        <Button variant="link" className="justify-self-start" onClick={onWhy}>
          {t("pane.why")}
        </Button>
      )}
    </EvidenceSection>
  )
}

function SentMessage({ message, zone }: { message: TimelineMessage; zone: string }) {
  const t = useTranslations("evidence.sent")
  const words = useMessageWords()
  const { sentAt, createdAt, biotMessageId, by } = message
  const kind = words.kind(message.kind)
  const detail = message.isInferred ? t("inferred") : words.detail(message)
  return (
    <article className="grid gap-2 rounded-md bg-subtle p-3">
      <p dir="auto" className="whitespace-pre-wrap break-words text-sm">
        {message.body}
      </p>
      <Facts>
        <Fact name={t("kind")}>{by ? t("kindBy", { kind, by }) : kind}</Fact>
        <Fact name={t("state")}>
          {words.state(message.state)}
          {", "}
          <Time instant={sentAt ?? createdAt} zone={zone} form="withViewer" />
          {detail ? `. ${detail}` : ""}
        </Fact>
        <Fact name="messageId">{biotMessageId ? <Identifier value={biotMessageId} /> : null}</Fact>
      </Facts>
    </article>
  )
}

type RepliesProps = {
  replies: TimelineReply[]
  zone: string
  /** Those of which nothing stands about this dose any more. */
  moved: ReadonlySet<string>
}

export function Replies({ replies, zone, moved }: RepliesProps) {
  const t = useTranslations("evidence.reply")
  return (
    <EvidenceSection title={t(replies.length > 1 ? "titles" : "title")}>
      {replies.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t("none")}</p>
      ) : (
        replies.map((reply) => (
          <Reply key={reply.id} {...{ reply, zone }} isMoved={moved.has(reply.id)} />
        ))
      )}
    </EvidenceSection>
  )
}

type ReplyProps = { reply: TimelineReply; zone: string; isMoved: boolean }

function Reply({ reply, zone, isMoved }: ReplyProps) {
  const t = useTranslations("evidence")
  const words = useTranslations("review.reply")
  const { state, reason, decidedBy, decisionNote, intent, confidence, matchRule } = reply
  const named = namedId(reply)
  const why = reason && state !== "applied" ? ` ${words(`reason.${reason}`)}` : ""
  const decided =
    decidedBy && decisionNote
      ? t("reply.decided", { by: decidedBy, note: decisionNote })
      : decidedBy
  return (
    <article className="grid gap-2 rounded-md border p-3">
      <Words body={reply.body} />
      <Facts>
        <Fact name={t("reply.sent")}>
          <Time instant={reply.at} zone={zone} form="withViewer" />
        </Fact>
        <Fact name={t("reply.intent")}>{intent ? words(`intent.${intent}`) : null}</Fact>
        <Fact name={t("reply.certainty")}>{confidence ? t(`confidence.${confidence}`) : null}</Fact>
        <Fact name={t("reply.rule")}>{matchRule ? words(`rule.${matchRule}`) : null}</Fact>
        <Fact name={t("reply.state")}>{`${words(`replyState.${state}`)}.${why}`}</Fact>
        <Fact name={t("reply.decidedBy")}>{decided}</Fact>
        <Fact name={t("reply.names")}>{named ? <Identifier value={named} /> : null}</Fact>
      </Facts>
      {isMoved ? <p className="text-muted-foreground text-sm">{t("reply.moved")}</p> : null}
      <Flags flags={reply.flags} />
      <MoveReply reply={reply} />
    </article>
  )
}

/** A patient's own words, verbatim and only ever as text. */
export function Words({ body }: { body: string | null }) {
  const t = useTranslations("evidence.reply")
  if (!body) return <p className="text-muted-foreground text-sm">{t("noText")}</p>
  return (
    <blockquote dir="auto" className="whitespace-pre-wrap break-words text-base">
      <Quoted>{body}</Quoted>
    </blockquote>
  )
}

export function Flags({ flags }: { flags: TimelineReply["flags"] }) {
  const t = useTranslations("review.reply.flag")
  if (flags.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1">
      {flags.map((flag) => (
        <li key={flag} className="flex min-w-0">
          <Badge variant={flag === "safety" ? "danger" : "outline"}>{t(flag)}</Badge>
        </li>
      ))}
    </ul>
  )
}

/** The id of ours that the reply carries, as far as its rule rests on one. */
function namedId({ matchRule, inboundMessageId, previousMessageId }: TimelineReply): string | null {
  if (matchRule === "message_id") return inboundMessageId
  return matchRule === "previous_id" ? previousMessageId : null
}
