"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { PaneError, PaneSkeleton } from "@/components/review/pane-states"
import { ReassignForm } from "@/components/review/reassign-form"
import { replyQuery } from "@/lib/review/query-options"

/** The form that moves a reply, once the reply is here. */
export function ReassignLoaded({ replyId, onDone }: { replyId: string; onDone: () => void }) {
  const t = useTranslations("review.pane")
  const { data: reply, error, refetch } = useQuery(replyQuery(replyId))
  if (reply) return <ReassignForm reply={reply} onDone={onDone} />
  if (error) return <PaneError error={error} onRetry={refetch} />
  return <PaneSkeleton>{t("loading")}</PaneSkeleton>
}
