import { useTranslations } from "next-intl"
import type { TimelinePatient } from "@/lib/patients/timeline"

export type Reachability = { label: string; tone: "outline" | "warning" }

/** Whether a text can reach the patient, most telling fact first; empty when nothing is in its way. */
export function useReachability(
  patient: Pick<
    TimelinePatient,
    | "isEnabled"
    | "deletedAt"
    | "isOptedOut"
    | "suspicion"
    | "reply"
    | "sharedWith"
    | "ownersOutside"
  >,
): Reachability[] {
  const t = useTranslations("patients.flags")
  const said: Reachability[] = []
  if (patient.deletedAt !== null) said.push({ label: t("deletedInBiot"), tone: "warning" })
  else if (!patient.isEnabled) said.push({ label: t("disabledInBiot"), tone: "warning" })
  if (patient.isOptedOut) said.push({ label: t("optedOut"), tone: "warning" })
  if (patient.suspicion) said.push({ label: t("suspected"), tone: "warning" })
  if (patient.reply) said.push({ label: t(`reply.${patient.reply.problem}`), tone: "warning" })
  if (patient.sharedWith.length + patient.ownersOutside > 0) {
    said.push({ label: t("shared"), tone: "outline" })
  }
  return said
}
