import { Eye } from "lucide-react"
import { useTranslations } from "next-intl"
import { usePresence } from "@/components/live/use-presence"
import { usePersonName } from "@/components/ui/person-name"

/** Who else has this item open, said before two people do the same work. */
export function PresenceNote({ itemId }: { itemId: string }) {
  const t = useTranslations("review.presence")
  const nameOf = usePersonName()
  const names = usePresence(itemId)
  return (
    <div role="status">
      {names.length > 0 ? (
        <p className="flex items-center gap-2 bg-primary-soft px-4 py-2 text-sm">
          <Eye aria-hidden className="size-4 shrink-0 text-primary" />
          {t("pane", { names: names.map(nameOf).join(", "), n: names.length })}
        </p>
      ) : null}
    </div>
  )
}
