import type { TimelinePatient } from "@/lib/patients/timeline"

export type Reachability = { label: string; tone: "outline" | "warning" }

/** Whether a text can reach the patient, most telling fact first; empty when nothing is in its way. */
export function reachability(
  patient: Pick<
    TimelinePatient,
    "phone" | "isEnabled" | "deletedAt" | "isOptedOut" | "canReply" | "sharedWith"
  >,
): Reachability[] {
  const said: Reachability[] = []
  if (patient.deletedAt !== null) said.push({ label: "Deleted in BioT", tone: "warning" })
  else if (!patient.isEnabled) said.push({ label: "Disabled in BioT", tone: "warning" })
  if (patient.phone === null) said.push({ label: "No phone number", tone: "warning" })
  if (patient.isOptedOut) said.push({ label: "Opted out", tone: "warning" })
  if (!patient.canReply) said.push({ label: "Cannot reply", tone: "warning" })
  if (patient.sharedWith.length > 0) said.push({ label: "Shared phone", tone: "outline" })
  return said
}
