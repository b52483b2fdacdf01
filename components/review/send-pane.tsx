"use client"

import { useQuery } from "@tanstack/react-query"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { useDoseNames } from "@/components/composer/dose-names"
import { ISOLATED } from "@/components/composer/isolated"
import { useNumberWords } from "@/components/composer/owner-words"
import { useMessageWords } from "@/components/messages/message-words"
import { SendAgain } from "@/components/messages/send-again"
import { Facts, Id, PaneSection } from "@/components/review/facts"
import { FixNumber } from "@/components/review/fix-number"
import { PaneError, PaneSkeleton } from "@/components/review/pane-states"
import { useReplyWords } from "@/components/review/reply-words"
import { SetAside, Settled } from "@/components/review/set-aside"
import type { Powers } from "@/components/review/use-decision"
import { WhyHere } from "@/components/review/why-here"
import { OpenFollowUp } from "@/components/tasks/open-follow-up"
import { Button } from "@/components/ui/button"
import { usePersonName } from "@/components/ui/person-name"
import { SheetContent } from "@/components/ui/sheet"
import { Time } from "@/components/ui/time"
import { useReturnFocus } from "@/components/ui/use-return-focus"
import type { ReviewMessage } from "@/lib/review/item"
import { sendQuery } from "@/lib/review/query-options"

type SendPaneProps = { messageId: string; powers: Powers; onDecided: () => void }

/** A failed or unknown send: why, about which doses, and the way to the patient. */
export function SendPane({ messageId, powers, onDecided }: SendPaneProps) {
  const t = useTranslations("messages.pane")
  const nameOf = usePersonName()
  const fix = useTranslations("review.fix")
  const replies = useReplyWords()
  const { data, error, refetch } = useQuery(sendQuery(messageId))
  const focus = useReturnFocus()
  return (
    <SheetContent
      title={
        data
          ? t.rich("textTo", { name: nameOf(data.message.patientName), ...ISOLATED })
          : t("message")
      }
      description={data ? <Made data={data} /> : t("loading")}
      footer={
        data ? (
          <>
            <OpenFollowUp patientId={data.message.patientId} shortcut="t" />
            {powers.canDismiss && !data.settled ? (
              <SetAside messageId={messageId} onDone={onDecided} />
            ) : null}
            {powers.canSend ? <SendAgain messageId={messageId} onSent={onDecided} /> : null}
            <Button asChild variant="primary">
              <Link href={`/patients/${data.message.patientId}` as Route}>{t("openPatient")}</Link>
            </Button>
          </>
        ) : null
      }
      {...focus}
    >
      {error && !data ? <PaneError error={error} onRetry={refetch} /> : null}
      {!data && !error ? <PaneSkeleton>{t("loadingMessage")}</PaneSkeleton> : null}
      {data ? (
        <div className="grid gap-6">
          {data.settled ? <Settled settled={data.settled} zone={data.zone} /> : null}
          <WhyHere item={data.item} />
          <FixNumber
            personId={data.message.patientId}
            kind={replies.sender("patient")}
            afterwards={fix("thenSend")}
          />
          <SendFacts data={data} />
        </div>
      ) : null}
    </SheetContent>
  )
}

function Made({ data }: { data: ReviewMessage }) {
  const t = useTranslations("review.pane")
  const words = useMessageWords()
  return t.rich("made", {
    kind: words.kind(data.message.kind),
    time: () => <Time instant={data.message.createdAt} zone={data.zone} />,
  })
}

function SendFacts({ data }: { data: ReviewMessage }) {
  const t = useTranslations("review.evidence")
  const fact = useTranslations("messages.fact")
  const words = useMessageWords()
  const { owner, outside, list, notice } = useNumberWords()
  const named = useDoseNames().plainName
  const { message, doses, zone, reply, additionalOf } = data
  const others = [...data.sharedWith.map(owner), outside(data.ownersOutside)]
  return (
    <PaneSection title={t("title")}>
      <Facts
        facts={[
          [t("state"), words.state(message.state)],
          [fact("reason"), message.reason ? <Id key="reason">{message.reason}</Id> : null],
          [fact("attempts"), String(message.attempts)],
          [
            t("to"),
            <bdi key="to" dir="ltr">
              {message.phone}
            </bdi>,
          ],
          [t("alsoBelongsTo"), others.filter(Boolean).join(", ") || t("nobodyElse")],
          [
            t("additionalOf"),
            additionalOf.length > 0
              ? t("additionalHint", { owners: list(additionalOf.map(owner)) })
              : t("nobody"),
          ],
          [t("canAnswer"), reply ? notice(reply) : t("yes")],
          [fact("parts"), String(message.parts)],
          [t("doses"), doses.length > 0 ? doses.map(named).join("; ") : null],
          [t("made"), <Time key="made" instant={message.createdAt} zone={zone} form="exact" />],
          [fact("messageId"), <Id key="biot">{message.biotMessageId}</Id>],
          [fact("traceId"), <Id key="trace">{message.traceId}</Id>],
          [fact("ourId"), <Id key="id">{message.id}</Id>],
        ]}
      />
    </PaneSection>
  )
}
