"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { toast } from "@/components/ui/toast-store"
import type { ActionResult } from "@/lib/auth/action"
import { newId } from "@/lib/id"
import type { ListQuery } from "@/lib/patients/listing"
import { alterView, keepView, removeView } from "@/lib/views/actions"
import { viewsQuery } from "@/lib/views/query-options"
import type { SavedView } from "@/lib/views/view"

/** The person's own views and what can be done with them; each act answers whether it was done. */
export function useViews(initial: SavedView[]) {
  const t = useTranslations("patients.views")
  const client = useQueryClient()
  const { data: views } = useQuery({ ...viewsQuery(), initialData: initial })
  const [pending, startTransition] = useTransition()
  const keep = useAction(keepView, "repeat")
  const alter = useAction(alterView, "repeat")
  const discard = useAction(removeView, "repeat")

  /** Resolves to the problem's sentence, or to null once it is done. */
  const act = async (work: Promise<ActionResult<SavedView[]>>): Promise<string | null> => {
    const answer = await work
    if (!answer.ok) return answer.error.sentence
    client.setQueryData(viewsQuery().queryKey, answer.value)
    return null
  }
  const tell = (work: Promise<string | null>, done: string, undo?: () => void) =>
    startTransition(async () => {
      const problem = await work
      if (problem) toast.error(problem)
      else toast(done, undo ? { action: { label: t("undo"), onClick: undo } } : {})
    })
  const save = (viewId: string, name: string, query: ListQuery) =>
    act(keep({ viewId, name, query }))
  return {
    views,
    pending,
    save,
    rename: (viewId: string, name: string) => act(alter({ viewId, name })),
    renew: ({ id, name }: SavedView, query: ListQuery) =>
      tell(act(alter({ viewId: id, query })), t("renewed", { name })),
    setDefault: ({ id }: SavedView, isDefault: boolean) =>
      tell(
        act(alter({ viewId: id, isDefault })),
        t(isDefault ? "becameDefault" : "noLongerDefault"),
      ),
    remove: ({ id, name, query }: SavedView) =>
      tell(act(discard({ viewId: id })), t("deleted"), () =>
        tell(save(newId(), name, query), t("savedAgain")),
      ),
  }
}
