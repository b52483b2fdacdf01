"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import { CORRECTIONS, type Correction } from "@/lib/doses/correctable"
import type { TimelineDose } from "@/lib/patients/timeline"

const CORRECT_MANY = partOf(
  () => import("@/components/adherence/correct-many-form").then((file) => file.CorrectManyForm),
  ["evidence"],
)

type CorrectManyProps = { patientId: string; doses: TimelineDose[]; onDone: () => void }

const TITLES = { taken: "takenTitle", not_taken: "notTakenTitle", excused: "excusedTitle" } as const

/** What can be said of the selected doses, each a button that shows first what it would change. */
export function CorrectMany({ patientId, doses, onDone }: CorrectManyProps) {
  const t = useTranslations("evidence.many")
  const [as, choose] = useState<Correction | null>(null)
  const setAs = (next: Correction | null) => {
    choose(next)
    // The buttons went with the doses, and would have had the focus.
    if (next === null && doses.length === 0) onDone()
  }
  return (
    <>
      {CORRECTIONS.map((each) => (
        <Button key={each} size="sm" onClick={() => setAs(each)}>
          {t(each)}
        </Button>
      ))}
      <Dialog open={as !== null} onOpenChange={(open) => !open && setAs(null)}>
        {as ? (
          <DialogContent title={t(TITLES[as], { count: doses.length })} description={t("all")}>
            <OnDemand
              part={CORRECT_MANY}
              props={{
                ...{ patientId, as, doses },
                onCancel: () => setAs(null),
                onDone: () => {
                  setAs(null)
                  onDone()
                },
              }}
            />
          </DialogContent>
        ) : null}
      </Dialog>
    </>
  )
}
