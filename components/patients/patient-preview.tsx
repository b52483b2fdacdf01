"use client"

import { Maximize2 } from "lucide-react"
import Link from "next/link"
import { DoseStrip } from "@/components/doses/dose-strip"
import { PatientFlags } from "@/components/patients/patient-flags"
import { gapWords, ReportedFigure } from "@/components/patients/row-figures"
import { Button } from "@/components/ui/button"
import { useClock } from "@/components/ui/clock"
import { Sheet, SheetContent } from "@/components/ui/sheet"
import { Time } from "@/components/ui/time"
import { clockTime } from "@/components/ui/time-words"
import type { PatientRow } from "@/lib/patients/patient-row"

/** A patient beside the list, from what the list already knows. */
export function PatientPreview({ row, onClose }: { row: PatientRow | null; onClose: () => void }) {
  const now = useClock()
  return (
    <Sheet open={row !== null} onOpenChange={(open) => !open && onClose()}>
      {row ? (
        <SheetContent
          title={row.name}
          description={`${clockTime(now, row.zone)} local time, ${row.zone}`}
          actions={
            <Button asChild variant="ghost" size="sm">
              <Link href={`/patients/${row.id}`}>
                <Maximize2 aria-hidden />
                Expand
              </Link>
            </Button>
          }
        >
          <div className="grid gap-5 text-sm">
            <PatientFlags row={row} />
            {row.needReasons.length > 0 ? (
              <section className="grid gap-1">
                <h3 className="font-semibold">Needs attention</h3>
                <ul className="grid gap-1">
                  {row.needReasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              </section>
            ) : null}
            <section className="grid gap-2">
              <h3 className="font-semibold">Last 14 days</h3>
              <DoseStrip days={row.strip} />
            </section>
            <dl className="grid grid-cols-[9rem_minmax(0,1fr)] gap-y-1.5">
              <dt className="text-muted-foreground">Reported, 30 days</dt>
              <dd>
                <ReportedFigure row={row} />
              </dd>
              <dt className="text-muted-foreground">Last reported dose</dt>
              <dd>
                {row.lastTakenAt ? (
                  <Time instant={row.lastTakenAt} zone={row.zone} form="short" />
                ) : (
                  "None in 30 days"
                )}
              </dd>
              <dt className="text-muted-foreground">Current gap</dt>
              <dd>{gapWords(row.currentGap) || "None"}</dd>
              <dt className="text-muted-foreground">Phone</dt>
              <dd>{row.phone ?? "None in BioT"}</dd>
            </dl>
          </div>
        </SheetContent>
      ) : null}
    </Sheet>
  )
}
