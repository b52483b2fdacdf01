"use client"

import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useNumberWords } from "@/components/composer/owner-words"
import { useMessageWords } from "@/components/messages/message-words"
import { Facts, Id, PaneSection } from "@/components/review/facts"
import { useReplyWords } from "@/components/review/reply-words"
import { PersonName } from "@/components/ui/person-name"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import type { ReviewMessageFacts, ReviewReply } from "@/lib/review/item"

/** Everything that is known of a reply: its times, its numbers, its ids, its match, BioT's call. */
export function ReplyEvidence({ reply }: { reply: ReviewReply }) {
  const t = useTranslations("review.evidence")
  const fact = useTranslations("messages.fact")
  const words = useReplyWords()
  const { owner, outside } = useNumberWords()
  const belongsTo = [...reply.owners.map(owner), outside(reply.ownersOutside)].filter(Boolean)
  const times = (n: number) => (n === 1 ? t("once") : t("times", { n }))
  const { item, zone, message } = reply
  const exact = (at: number) => <Time instant={at} zone={zone} form="exact" />
  return (
    <>
      {reply.issues.length > 0 ? (
        <PaneSection title={t("issues")}>
          <ul className="grid gap-1 text-sm">
            {reply.issues.map((path) => (
              <li key={path}>
                <Id>{path}</Id>
              </li>
            ))}
          </ul>
        </PaneSection>
      ) : null}
      {message ? <AboutMessage message={message} zone={zone} rule={reply.matchRule} /> : null}
      <PaneSection title={t("title")}>
        <Facts
          facts={[
            [t("readAs"), words.meaning(reply.intent, reply.confidence)],
            [t("rule"), reply.matchRule ? words.rule(reply.matchRule) : t("noRule")],
            [t("sent"), reply.eventAt === null ? t("noTime") : exact(reply.eventAt)],
            [t("received"), exact(reply.receivedAt)],
            [t("from"), <Phone key="from">{item.phone}</Phone>],
            [t("to"), <Phone key="to">{reply.toPhone}</Phone>],
            [t("belongsTo"), belongsTo.join(", ") || t("nobodyKnown")],
            [
              t("sender"),
              [reply.sender?.name, words.sender(item.senderKind)].filter(Boolean).join(", "),
            ],
            [t("senderId"), <Id key="sender">{reply.senderId}</Id>],
            [t("inbound"), <Id key="inbound">{reply.inboundMessageId}</Id>],
            [t("previous"), <Id key="previous">{reply.previousMessageId}</Id>],
            [t("delivered"), times(reply.deliveryCount)],
            [t("read"), times(reply.attempts)],
            [fact("traceId"), <Id key="trace">{reply.traceId}</Id>],
            [fact("ourId"), <Id key="id">{item.id}</Id>],
          ]}
        />
      </PaneSection>
      <details className="text-sm">
        <summary className="w-fit rounded-sm font-medium">{t("payload")}</summary>
        <pre
          dir="ltr"
          className="mt-2 whitespace-pre-wrap break-all rounded-md border bg-subtle p-3 font-mono text-xs"
        >
          {reply.payload}
        </pre>
      </details>
    </>
  )
}

type AboutMessageProps = {
  message: ReviewMessageFacts
  zone: string
  rule: ReviewReply["matchRule"]
}

function AboutMessage({ message, zone, rule }: AboutMessageProps) {
  const t = useTranslations("review.evidence")
  const words = useMessageWords()
  return (
    <PaneSection title={t(isById(rule) ? "answers" : "mayAnswer")}>
      <blockquote className="border-s-2 ps-3 text-sm">
        <Quoted>{message.body}</Quoted>
      </blockquote>
      <Facts
        facts={[
          [
            t("to"),
            <Link
              key="patient"
              href={`/patients/${message.patientId}` as Route}
              className="text-primary underline-offset-4 hover:underline"
            >
              <PersonName of={message.patientName} />
            </Link>,
          ],
          [t("kind"), words.kind(message.kind)],
          [
            t("state"),
            [words.state(message.state), words.reason(message.reason)].filter(Boolean).join(". "),
          ],
          [
            t("sent"),
            message.sentAt === null ? null : (
              <Time key="sent" instant={message.sentAt} zone={zone} form="short" />
            ),
          ],
          ["messageId", <Id key="id">{message.biotMessageId}</Id>],
        ]}
      />
    </PaneSection>
  )
}

const isById = (rule: ReviewReply["matchRule"]): boolean =>
  rule === "message_id" || rule === "previous_id" || rule === "repeat"

function Phone({ children }: { children: string | null }) {
  const t = useTranslations("messages.fact")
  return children ? <bdi dir="ltr">{children}</bdi> : t("none")
}
