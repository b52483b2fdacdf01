import type { Route } from "next"
import Link from "next/link"
import { Facts, Id, PaneSection } from "@/components/review/facts"
import { Time } from "@/components/ui/time"
import { KIND_WORDS, STATE_WORDS, sendReason } from "@/lib/messages/words"
import { outsideWords, ownerWords } from "@/lib/patients/phone-owners"
import { meaningWords, RULE_WORDS } from "@/lib/replies/words"
import type { ReviewMessageFacts, ReviewReply } from "@/lib/review/item"
import { senderWords } from "@/lib/review/words"

/** Everything that is known of a reply: its times, its numbers, its ids, its match, BioT's call. */
export function ReplyEvidence({ reply }: { reply: ReviewReply }) {
  const { item, zone, message } = reply
  const exact = (at: number) => <Time instant={at} zone={zone} form="exact" />
  return (
    <>
      {reply.issues.length > 0 ? (
        <PaneSection title="What does not fit">
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
      <PaneSection title="Evidence">
        <Facts
          facts={[
            ["Read as", meaningWords(reply.intent, reply.confidence)],
            ["Rule", reply.matchRule ? RULE_WORDS[reply.matchRule] : "No rule found a message."],
            ["Sent", reply.eventAt === null ? "BioT gave no time" : exact(reply.eventAt)],
            ["Received", exact(reply.receivedAt)],
            ["From", item.phone],
            ["To", reply.toPhone],
            ["Number belongs to", belongsTo(reply)],
            ["Sender", [reply.senderName, senderWords(item.senderKind)].filter(Boolean).join(", ")],
            ["Sender's id", <Id key="sender">{reply.senderId}</Id>],
            ["Answers message", <Id key="inbound">{reply.inboundMessageId}</Id>],
            ["Message before it", <Id key="previous">{reply.previousMessageId}</Id>],
            ["Delivered by BioT", times(reply.deliveryCount)],
            ["Read by us", times(reply.attempts)],
            ["Trace id", <Id key="trace">{reply.traceId}</Id>],
            ["Our id", <Id key="id">{item.id}</Id>],
          ]}
        />
      </PaneSection>
      <details className="text-sm">
        <summary className="w-fit rounded-sm font-medium">BioT's call as it came</summary>
        <pre className="mt-2 whitespace-pre-wrap break-all rounded-md border bg-subtle p-3 font-mono text-xs">
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
  return (
    <PaneSection title={isById(rule) ? "The message it answers" : "The message it may answer"}>
      <blockquote className="border-l-2 pl-3 text-sm">
        <bdi>“{message.body}”</bdi>
      </blockquote>
      <Facts
        facts={[
          [
            "To",
            <Link
              key="patient"
              href={`/patients/${message.patientId}` as Route}
              className="text-primary underline-offset-4 hover:underline"
            >
              {message.patientName}
            </Link>,
          ],
          ["Kind", KIND_WORDS[message.kind]],
          [
            "State",
            [STATE_WORDS[message.state], sendReason(message.reason)].filter(Boolean).join(". "),
          ],
          [
            "Sent",
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

function belongsTo({ owners, ownersOutside }: ReviewReply): string {
  const words = [...owners.map(ownerWords), outsideWords(ownersOutside)].filter(Boolean)
  return words.join(", ") || "nobody we know"
}

const isById = (rule: ReviewReply["matchRule"]): boolean =>
  rule === "message_id" || rule === "previous_id" || rule === "repeat"

const times = (n: number): string => (n === 1 ? "once" : `${n} times`)
