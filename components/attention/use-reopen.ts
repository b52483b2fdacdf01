import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useAction } from "@/components/live/use-action"
import { keepFocus } from "@/components/ui/keep-focus"
import { toast } from "@/components/ui/toast-store"
import { reopenAttention } from "@/lib/attention/actions"

/** Takes "Dealt with" back. */
export function useReopen(
  patientId: string,
  /** What gets the focus when the line has gone, by its id. */
  after: string,
): (itemIds: string[]) => Promise<void> {
  const t = useTranslations("today.dealWith")
  const client = useQueryClient()
  const reopen = useAction(reopenAttention)
  return async (itemIds) => {
    const result = await reopen({ itemIds })
    if (result.ok) toast(t("undone"))
    else toast.error(t("notUndone"), { description: result.error.sentence })
    await client.invalidateQueries({ queryKey: ["today"] })
    await client.invalidateQueries({ queryKey: ["patient", patientId] })
    keepFocus(after)
  }
}
