"use client"

import type { ReactNode } from "react"
import { Corrections } from "@/components/adherence/corrections"
import type { Evidence } from "@/components/adherence/evidence"
import { Replies, SentMessages } from "@/components/adherence/evidence-messages"
import { Fact, Facts } from "@/components/adherence/evidence-parts"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import { stateWords } from "@/components/doses/dose-legend"
import { Badge } from "@/components/ui/badge"
import { Sheet, SheetContent } from "@/components/ui/sheet"
import { Time } from "@/components/ui/time"
import { sendReason } from "@/lib/messages/words"
import type { TimelineDose } from "@/lib/patients/timeline"

type EvidencePaneProps = {
  evidence: Evidence | null
  zone: string
  mayCorrect: boolean
  onClose: () => void
  /** Buttons at the foot. */
  footer?: ReactNode
  children?: ReactNode
}

/** Why a dose stands as it does: what was sent, what came back, which rule, who corrected it. */
export function EvidencePane(props: EvidencePaneProps) {
  const { evidence, zone, mayCorrect, onClose, footer, children } = props
  return (
    <Sheet open={evidence !== null} onOpenChange={(open) => !open && onClose()}>
      {evidence ? (
        <SheetContent
          title={`${evidence.dose.medication}, ${evidence.dose.slot}`}
          description={`${evidence.dose.day} · ${evidence.dose.doseText} · ${zone}`}
          footer={footer}
        >
          <div className="grid gap-6">
            <StateNow dose={evidence.dose} zone={zone} reasons={evidence.notReminded} />
            {children}
            <SentMessages messages={evidence.messages} zone={zone} />
            <Replies replies={evidence.replies} zone={zone} />
            <Corrections events={evidence.corrections} {...{ zone, mayCorrect }} />
          </div>
        </SheetContent>
      ) : null}
    </Sheet>
  )
}

type StateNowProps = { dose: TimelineDose; zone: string; reasons: string[] }

function StateNow({ dose, zone, reasons }: StateNowProps) {
  const { state, takenAt, outsideWindow, contradictory } = dose
  const clock = (instant: number) => <Time instant={instant} zone={zone} form="short" />
  return (
    <section aria-label="State" className="grid gap-3">
      {/* A new state is a new element, so that it fades in with the tint. */}
      <p
        key={state}
        className="-mx-2 flex animate-tint items-center gap-2 rounded-md px-2 py-1 font-medium text-base"
      >
        <DoseGlyph state={state} size="cell" decorative />
        <span>
          {stateWords(state)}
          {takenAt !== null ? <>, {clock(takenAt)}</> : null}
        </span>
      </p>
      {outsideWindow || (contradictory && state !== "conflicting") ? (
        <div className="flex flex-wrap gap-1">
          {outsideWindow ? <Badge variant="outline">Outside its window</Badge> : null}
          {contradictory ? <Badge variant="outline">The patient contradicted this</Badge> : null}
        </div>
      ) : null}
      <Facts>
        <Fact name="Due">{clock(dose.dueAt)}</Fact>
        <Fact name="On time until">{clock(dose.onTimeUntil)}</Fact>
        <Fact name="Window">
          {clock(dose.opensAt)} to {clock(dose.closesAt)}
        </Fact>
        <Fact name="Not reminded">
          {reasons.length > 0 ? reasons.map(sendReason).join(" ") : null}
        </Fact>
      </Facts>
    </section>
  )
}
