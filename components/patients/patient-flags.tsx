import { useTranslations } from "next-intl"
import { Badge } from "@/components/ui/badge"
import type { PatientRow } from "@/lib/patients/patient-row"

type Flag = { label: string; variant: "neutral" | "outline" | "primary" | "warning" | "danger" }

function useFlags(row: PatientRow): Flag[] {
  const t = useTranslations("patients.flags")
  const flags: Flag[] = []
  if (row.openSafety > 0) flags.push({ label: t("safety"), variant: "danger" })
  if (row.isUnread) flags.push({ label: t("unread"), variant: "primary" })
  if (row.waitingReplies > 0) {
    flags.push({ label: t("inReview", { n: row.waitingReplies }), variant: "outline" })
  }
  if (row.isOptedOut) flags.push({ label: t("optedOut"), variant: "warning" })
  if (!row.isEnabled) flags.push({ label: t("disabled"), variant: "neutral" })
  if (row.reply) flags.push({ label: t(`reply.${row.reply.problem}`), variant: "warning" })
  if (row.isShared) flags.push({ label: t("shared"), variant: "outline" })
  return flags
}

export function PatientFlags({ row }: { row: PatientRow }) {
  const flags = useFlags(row)
  if (flags.length === 0) return null
  return (
    <span className="flex flex-wrap gap-1">
      {flags.map(({ label, variant }) => (
        <Badge key={label} variant={variant}>
          {label}
        </Badge>
      ))}
    </span>
  )
}
