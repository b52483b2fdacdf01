"use client"

import { useQueryClient } from "@tanstack/react-query"
import { Send } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ISOLATED } from "@/components/composer/isolated"
import type { Accepted } from "@/components/composer/use-sending"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { usePersonName } from "@/components/ui/person-name"
import type { PatientTimeline } from "@/lib/patients/timeline"

const SEND_FORM = partOf(
  () => import("@/components/composer/send-form").then((file) => file.SendForm),
  ["composer"],
)
const SENT_STATE = partOf(
  () => import("@/components/composer/sent-state").then((file) => file.SentState),
  ["composer"],
)

/** The page's one primary action: a reminder by hand, in a dialog. */
export function SendReminder({ timeline }: { timeline: PatientTimeline }) {
  const t = useTranslations("composer.form")
  const nameOf = usePersonName()
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [accepted, setAccepted] = useState<Accepted | null>(null)
  const { patient } = timeline

  const onOpenChange = (open: boolean) => {
    setOpen(open)
    if (open) setAccepted(null)
  }
  const onAccepted = (next: Accepted) => {
    setAccepted(next)
    void client.invalidateQueries({ queryKey: ["patient", patient.id] })
  }

  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Send aria-hidden className="rtl:-scale-x-100" />
          {t("sendReminder")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("sendReminder")}
        description={
          patient.phone === null
            ? t.rich("toNoPhone", { name: nameOf(patient.name), ...ISOLATED })
            : t.rich("to", { name: nameOf(patient.name), phone: patient.phone, ...ISOLATED })
        }
      >
        {accepted ? (
          <OnDemand part={SENT_STATE} props={{ accepted, timeline }} />
        ) : (
          <OnDemand part={SEND_FORM} props={{ timeline, onAccepted }} />
        )}
      </DialogContent>
    </Dialog>
  )
}
