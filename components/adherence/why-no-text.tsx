"use client"

import { useTranslations } from "next-intl"
import type { WhyLinks } from "@/components/adherence/why-lines"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Dialog, DialogContent } from "@/components/ui/dialog"
import type { LocalDate } from "@/lib/local-date"

const WHY_DAY = partOf(
  () => import("@/components/adherence/why-day").then((file) => file.WhyDay),
  ["evidence"],
)

type WhyNoTextProps = {
  patientId: string
  /** The day that is asked about, of the patient's calendar; null: nothing is. */
  date: LocalDate | null
  onDate: (date: LocalDate | null) => void
  links: WhyLinks
}

/** What became of each reminder of a day, and why, day after day. */
export function WhyNoText({ patientId, date, onDate, links }: WhyNoTextProps) {
  const t = useTranslations("evidence.whyDay")
  return (
    <Dialog open={date !== null} onOpenChange={(open) => !open && onDate(null)}>
      {date !== null ? (
        <DialogContent title={t("title")} description={t("description")} className="sm:min-h-96">
          <OnDemand part={WHY_DAY} props={{ patientId, date, onDate, links }} />
        </DialogContent>
      ) : null}
    </Dialog>
  )
}
