"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { Label } from "@/components/ui/label"
import { usePersonName } from "@/components/ui/person-name"
import { Select } from "@/components/ui/select"
import { Time } from "@/components/ui/time"
import { assignConversation } from "@/lib/conversations/actions"
import type { ConversationPage } from "@/lib/conversations/thread"

type ConversationBarProps = {
  page: ConversationPage
  staffId: string
  onRead: () => Promise<void>
  onUnread: () => Promise<void>
}

/** How far it was read and whose it is, with what changes that. */
export function ConversationBar({ page, staffId, onRead, onUnread }: ConversationBarProps) {
  const t = useTranslations("conversation.bar")
  const { patient, conversation } = page
  const { unreadSince, readBy, readAt } = conversation
  const [pending, startTransition] = useTransition()
  const isUnread = unreadSince !== null
  const timeOf = (instant: number) => () => <Time instant={instant} zone={patient.zone} />
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        {isUnread ? <Badge variant="primary">{t("unread")}</Badge> : null}
        <span className="text-muted-foreground">
          {isUnread
            ? t.rich("since", { time: timeOf(unreadSince) })
            : readAt !== null
              ? t.rich("readBy", { name: readBy ?? t("colleague"), time: timeOf(readAt) })
              : t("read")}
        </span>
        <Button
          size="sm"
          variant="ghost"
          pending={pending}
          onClick={() => startTransition(isUnread ? onRead : onUnread)}
        >
          {isUnread ? t("markRead") : t("markUnread")}
        </Button>
      </div>
      <Assignee page={page} staffId={staffId} />
    </div>
  )
}

function Assignee({ page, staffId }: Pick<ConversationBarProps, "page" | "staffId">) {
  const t = useTranslations("conversation.bar")
  const nameOf = usePersonName()
  const client = useQueryClient()
  const give = useAction(assignConversation)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const { id: patientId } = page.patient
  const { assignee } = page.conversation
  const seen = assignee?.id ?? null
  const known = page.colleagues.some(({ id }) => id === seen) || seen === null
  const colleagues = known || !assignee ? page.colleagues : [assignee, ...page.colleagues]
  const assign = (assigneeId: string | null) =>
    startTransition(async () => {
      const result = await give({ patientId, assigneeId, seen })
      setError(result.ok ? null : result.error.sentence)
      const renewed = client.invalidateQueries({ queryKey: ["patient", patientId] })
      if (result.ok) await renewed
    })
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <Label htmlFor="assignee">{t("assigned")}</Label>
      <Select
        id="assignee"
        value={seen ?? ""}
        disabled={pending}
        aria-describedby={error ? "assignee-error" : undefined}
        onChange={(event) => assign(event.target.value || null)}
        className="max-w-56"
      >
        <option value="">{t("nobody")}</option>
        {colleagues.map(({ id, name }) => (
          <option key={id} value={id}>
            {id === staffId ? t("you", { name: nameOf(name) }) : nameOf(name)}
          </option>
        ))}
      </Select>
      {seen === staffId ? null : (
        <Button size="sm" variant="ghost" pending={pending} onClick={() => assign(staffId)}>
          {t("toMe")}
        </Button>
      )}
      {error ? (
        <p id="assignee-error" role="alert" className="text-danger">
          {error}
        </p>
      ) : null}
    </div>
  )
}
