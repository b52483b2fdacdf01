"use client"

import { useTranslations } from "next-intl"
import { useEffect, useState } from "react"
import { replaceInAddress } from "@/components/patients/address"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import type { PatientTimeline, TimelineTask } from "@/lib/patients/timeline"

const SETTLE_FORM = partOf(() =>
  import("@/components/tasks/settle-form").then((file) => file.SettleForm),
)

type SettleProps = { task: TimelineTask; timeline: PatientTimeline; isOpenAtFirst: boolean }

/** How a follow-up ended, in a dialog; Today's lines open it with the page. */
export function SettleFollowUp({ task, timeline, isOpenAtFirst }: SettleProps) {
  const t = useTranslations("tasks")
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    if (isOpenAtFirst) setOpen(true)
  }, [isOpenAtFirst])
  const { patient } = timeline
  const onOpenChange = (open: boolean) => {
    setOpen(open)
    if (!open && isOpenAtFirst) replaceInAddress("task", null)
  }
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button>{t("settle.trigger")}</Button>
      </DialogTrigger>
      <DialogContent
        title={t("settle.title")}
        description={t("settle.description", {
          name: patient.name,
          phone: patient.phone ?? t("settle.noPhone"),
          cause: t(`cause.${task.cause}`),
        })}
      >
        <OnDemand
          part={SETTLE_FORM}
          props={{ task, timeline, onDone: () => onOpenChange(false) }}
        />
      </DialogContent>
    </Dialog>
  )
}
