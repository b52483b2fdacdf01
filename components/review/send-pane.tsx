"use client"

import { useQuery } from "@tanstack/react-query"
import type { Route } from "next"
import Link from "next/link"
import { Facts, Id, PaneSection } from "@/components/review/facts"
import { PaneError, PaneSkeleton } from "@/components/review/pane-states"
import { WhyHere } from "@/components/review/why-here"
import { Button } from "@/components/ui/button"
import { SheetContent } from "@/components/ui/sheet"
import { Time } from "@/components/ui/time"
import { useReturnFocus } from "@/components/ui/use-return-focus"
import { KIND_WORDS, STATE_WORDS } from "@/lib/messages/words"
import { listed, outsideWords, ownerWords } from "@/lib/patients/phone-owners"
import type { ReviewMessage } from "@/lib/review/item"
import { sendQuery } from "@/lib/review/query-options"

/** A failed or unknown send: why, about which doses, and the way to the patient. */
export function SendPane({ messageId }: { messageId: string }) {
  const { data, error, refetch } = useQuery(sendQuery(messageId))
  const focus = useReturnFocus()
  return (
    <SheetContent
      title={data ? `Text to ${data.message.patientName}` : "Message"}
      description={data ? <Made data={data} /> : "Loading"}
      footer={
        data ? (
          <Button asChild variant="primary">
            <Link href={`/patients/${data.message.patientId}` as Route}>Open patient</Link>
          </Button>
        ) : null
      }
      {...focus}
    >
      {error && !data ? <PaneError error={error} onRetry={refetch} /> : null}
      {!data && !error ? <PaneSkeleton>Loading the message</PaneSkeleton> : null}
      {data ? (
        <div className="grid gap-6">
          <WhyHere item={data.item} />
          <SendFacts data={data} />
        </div>
      ) : null}
    </SheetContent>
  )
}

function Made({ data }: { data: ReviewMessage }) {
  return (
    <>
      {KIND_WORDS[data.message.kind]}, made{" "}
      <Time instant={data.message.createdAt} zone={data.zone} />
    </>
  )
}

function SendFacts({ data }: { data: ReviewMessage }) {
  const { message, doses, zone, reply, additionalOf } = data
  const others = [...data.sharedWith.map(ownerWords), outsideWords(data.ownersOutside)]
  return (
    <PaneSection title="Evidence">
      <Facts
        facts={[
          ["State", STATE_WORDS[message.state]],
          ["Reason", message.reason ? <Id key="reason">{message.reason}</Id> : null],
          ["Attempts", String(message.attempts)],
          ["To", message.phone],
          ["Also belongs to", others.filter(Boolean).join(", ") || "nobody else"],
          [
            "Additional number of",
            additionalOf.length > 0
              ? `${listed(additionalOf.map(ownerWords))}; replies arrive, check whose phone it is`
              : "nobody",
          ],
          ["Can answer", reply?.sentence ?? "yes, as far as the number tells"],
          ["Parts", String(message.parts)],
          ["Doses", doses.length > 0 ? doses.join("; ") : null],
          ["Made", <Time key="made" instant={message.createdAt} zone={zone} form="exact" />],
          ["messageId", <Id key="biot">{message.biotMessageId}</Id>],
          ["Trace id", <Id key="trace">{message.traceId}</Id>],
          ["Our id", <Id key="id">{message.id}</Id>],
        ]}
      />
    </PaneSection>
  )
}
