"use client"

import { Eye, PencilLine } from "lucide-react"
import { useTranslations } from "next-intl"
import { usePresence, useWriting } from "@/components/live/use-presence"

/** Who else has the conversation open, said before two people write the same. */
export function LookingNote({ patientId }: { patientId: string }) {
  const t = useTranslations("conversation.present")
  const looking = usePresence(patientId)
  const n = looking.length
  return (
    <div role="status" className="empty:sr-only">
      {n > 0 ? (
        <p className="flex items-center gap-2 text-sm">
          <Eye aria-hidden className="size-4 shrink-0 text-primary" />
          {t("looking", { n, names: looking.join(", ") })}
        </p>
      ) : null}
    </div>
  )
}

/** Who writes just now; told once to screen readers, however often they pause. */
export function WritingNote({ patientId }: { patientId: string }) {
  const t = useTranslations("conversation.present")
  const writing = useWriting(patientId)
  const n = writing.length
  return (
    <div role="status" className="empty:sr-only">
      {n > 0 ? (
        <p className="flex items-center gap-2 font-medium text-primary text-sm">
          <PencilLine aria-hidden className="size-4 shrink-0" />
          {t("writing", { n, names: writing.join(", ") })}
        </p>
      ) : null}
    </div>
  )
}
