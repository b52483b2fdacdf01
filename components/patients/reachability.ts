import type { ReplyProblem } from "@/lib/patients/reach"
import type { TimelinePatient } from "@/lib/patients/timeline"

export type Reachability = { label: string; tone: "outline" | "warning" }

/** Why a patient cannot answer, or may not be able to, in a word or two. */
export const REPLY_LABELS: Record<ReplyProblem, string> = {
  no_phone: "No phone number",
  country_not_listed: "Cannot reply",
  no_static_number: "Cannot reply",
  sydney_region: "May not be able to reply",
}

/** Whether a text can reach the patient, most telling fact first; empty when nothing is in its way. */
export function reachability(
  patient: Pick<
    TimelinePatient,
    "isEnabled" | "deletedAt" | "isOptedOut" | "reply" | "sharedWith" | "ownersOutside"
  >,
): Reachability[] {
  const said: Reachability[] = []
  if (patient.deletedAt !== null) said.push({ label: "Deleted in BioT", tone: "warning" })
  else if (!patient.isEnabled) said.push({ label: "Disabled in BioT", tone: "warning" })
  if (patient.isOptedOut) said.push({ label: "Opted out", tone: "warning" })
  if (patient.reply) said.push({ label: REPLY_LABELS[patient.reply.problem], tone: "warning" })
  if (patient.sharedWith.length + patient.ownersOutside > 0) {
    said.push({ label: "Shared phone", tone: "outline" })
  }
  return said
}
