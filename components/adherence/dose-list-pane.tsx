"use client"

import type { DoseList } from "@/components/adherence/dose-list"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { PaneFrame } from "@/components/shell/pane-frame"
import { Sheet } from "@/components/ui/sheet"
import type { PatientTimeline } from "@/lib/patients/timeline"

const DOSE_LIST = partOf(() =>
  import("@/components/adherence/dose-list-groups").then((file) => file.DoseListGroups),
)

type DoseListPaneProps = {
  isOpen: boolean
  /** The number's doses; null where it no longer says anything. */
  list: DoseList | null
  timeline: PatientTimeline
  onOpen: (doseId: string) => void
  onClose: () => void
}

/** The doses behind a number, by what became of them; each opens its evidence. */
export function DoseListPane({ isOpen, list, timeline, onOpen, onClose }: DoseListPaneProps) {
  return (
    <Sheet open={isOpen} onOpenChange={(open) => !open && onClose()}>
      {isOpen ? (
        <OnDemand part={DOSE_LIST} frame={PaneFrame} props={{ list, timeline, onOpen }} />
      ) : null}
    </Sheet>
  )
}
