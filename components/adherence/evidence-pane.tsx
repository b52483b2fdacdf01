"use client"

import { OnDemand, partOf } from "@/components/shell/on-demand"
import { PaneFrame } from "@/components/shell/pane-frame"
import { Sheet } from "@/components/ui/sheet"
import type { LocalDate } from "@/lib/local-date"
import type { TimelineDose } from "@/lib/patients/timeline"

const DOSE_EVIDENCE = partOf(
  () => import("@/components/adherence/dose-evidence").then((file) => file.DoseEvidencePane),
  ["evidence", "review"],
)

export type EvidencePaneProps = {
  patientId: string
  /** Null: the pane is closed. */
  doseId: string | null
  /** The doses shown beside it: what is known at once, and which come before and after. */
  doses: readonly TimelineDose[]
  mayCorrect: boolean
  onOpen: (doseId: string | null) => void
  /** Asks why there was no text on a day. */
  onWhy: (date: LocalDate) => void
}

/** Why a dose stands as it does: what was sent, what came back, which rule, who corrected it. */
export function EvidencePane({ doseId, onOpen, ...props }: EvidencePaneProps) {
  return (
    <Sheet open={doseId !== null} onOpenChange={(open) => !open && onOpen(null)}>
      {doseId ? (
        <OnDemand part={DOSE_EVIDENCE} frame={PaneFrame} props={{ ...props, doseId, onOpen }} />
      ) : null}
    </Sheet>
  )
}
