"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import type { TimelinePatient } from "@/lib/patients/timeline"

const ZONE_FORM = partOf(() =>
  import("@/components/patients/zone-form").then((file) => file.ZoneForm),
)

/** Where the portal knows better than BioT in which zone a patient lives. */
export function ChangeTimeZone({ patient }: { patient: TimelinePatient }) {
  const t = useTranslations("patients.zone")
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="link" className="h-auto p-0">
          {t("change")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("change")} description={t("follows")}>
        <OnDemand part={ZONE_FORM} props={{ patient, onDone: () => setOpen(false) }} />
      </DialogContent>
    </Dialog>
  )
}
