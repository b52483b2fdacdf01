import { REPLY_LABELS } from "@/components/patients/reachability"
import { Badge } from "@/components/ui/badge"
import type { PatientRow } from "@/lib/patients/patient-row"

type Flag = { label: string; variant: "neutral" | "outline" | "primary" | "warning" | "danger" }

export function flagsOf(row: PatientRow): Flag[] {
  const flags: Flag[] = []
  if (row.openSafety > 0) flags.push({ label: "Safety", variant: "danger" })
  if (row.waitingReplies > 0) {
    const label = row.waitingReplies === 1 ? "Unread reply" : `${row.waitingReplies} unread replies`
    flags.push({ label, variant: "primary" })
  }
  if (row.isOptedOut) flags.push({ label: "Opted out", variant: "warning" })
  if (!row.isEnabled) flags.push({ label: "Disabled", variant: "neutral" })
  if (row.reply) flags.push({ label: REPLY_LABELS[row.reply.problem], variant: "warning" })
  if (row.isShared) flags.push({ label: "Shared phone", variant: "outline" })
  return flags
}

export function PatientFlags({ row }: { row: PatientRow }) {
  const flags = flagsOf(row)
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
