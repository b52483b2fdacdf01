import {
  EvidenceSection,
  Fact,
  Facts,
  Identifier,
  ruleWords,
} from "@/components/adherence/evidence-parts"
import { messageWords } from "@/components/conversation/words"
import { Badge } from "@/components/ui/badge"
import { Time } from "@/components/ui/time"
import { KIND_WORDS } from "@/lib/messages/words"
import type { TimelineMessage, TimelineReply } from "@/lib/patients/timeline"
import {
  CONFIDENCE_WORDS,
  FLAG_WORDS,
  INTENT_WORDS,
  REASON_WORDS,
  REPLY_STATE_WORDS,
} from "@/lib/replies/words"

export function SentMessages({ messages, zone }: { messages: TimelineMessage[]; zone: string }) {
  return (
    <EvidenceSection title={messages.length > 1 ? "Messages sent" : "Message sent"}>
      {messages.length === 0 ? (
        <p className="text-muted-foreground text-sm">No message asked about this dose.</p>
      ) : (
        messages.map((message) => <SentMessage key={message.id} message={message} zone={zone} />)
      )}
    </EvidenceSection>
  )
}

function SentMessage({ message, zone }: { message: TimelineMessage; zone: string }) {
  const { label, detail } = messageWords(message)
  const { sentAt, createdAt, biotMessageId, kind, by } = message
  return (
    <article className="grid gap-2 rounded-md bg-subtle p-3">
      <p className="whitespace-pre-wrap break-words text-sm">{message.body}</p>
      <Facts>
        <Fact name="Kind">{by ? `${KIND_WORDS[kind]}, ${by}` : KIND_WORDS[kind]}</Fact>
        <Fact name="State">
          {label}
          {", "}
          <Time instant={sentAt ?? createdAt} zone={zone} form="short" />
          {detail ? `. ${detail}` : ""}
        </Fact>
        <Fact name="messageId">{biotMessageId ? <Identifier value={biotMessageId} /> : null}</Fact>
      </Facts>
    </article>
  )
}

export function Replies({ replies, zone }: { replies: TimelineReply[]; zone: string }) {
  return (
    <EvidenceSection title={replies.length > 1 ? "Replies" : "Reply"}>
      {replies.length === 0 ? (
        <p className="text-muted-foreground text-sm">Nothing has come back.</p>
      ) : (
        replies.map((reply) => <Reply key={reply.id} reply={reply} zone={zone} />)
      )}
    </EvidenceSection>
  )
}

function Reply({ reply, zone }: { reply: TimelineReply; zone: string }) {
  const { state, reason, decidedBy, decisionNote } = reply
  const named = namedId(reply)
  const why = reason && state !== "applied" ? ` ${REASON_WORDS[reason]}` : ""
  return (
    <article className="grid gap-2 rounded-md border p-3">
      <Words body={reply.body} />
      <Facts>
        <Fact name="Sent">
          <Time instant={reply.at} zone={zone} form="short" />
        </Fact>
        <Fact name="Understood as">{reply.intent ? INTENT_WORDS[reply.intent] : null}</Fact>
        <Fact name="Certainty">{reply.confidence ? CONFIDENCE_WORDS[reply.confidence] : null}</Fact>
        <Fact name="Rule">{ruleWords(reply.matchRule)}</Fact>
        <Fact name="State">{`${REPLY_STATE_WORDS[state]}.${why}`}</Fact>
        <Fact name="Decided by">{decidedBy ? joined(decidedBy, decisionNote) : null}</Fact>
        <Fact name="Names">{named ? <Identifier value={named} /> : null}</Fact>
      </Facts>
      <Flags flags={reply.flags} />
    </article>
  )
}

/** A patient's own words, verbatim and only ever as text. */
export function Words({ body }: { body: string | null }) {
  if (!body) return <p className="text-muted-foreground text-sm">The reply has no text.</p>
  return (
    <blockquote dir="auto" className="whitespace-pre-wrap break-words text-base">
      “{body}”
    </blockquote>
  )
}

export function Flags({ flags }: { flags: TimelineReply["flags"] }) {
  if (flags.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1">
      {flags.map((flag) => (
        <li key={flag} className="flex min-w-0">
          <Badge variant={flag === "safety" ? "danger" : "outline"}>{FLAG_WORDS[flag]}</Badge>
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

function joined(by: string, note: string | null): string {
  return note ? `${by}: ${note}` : by
}
