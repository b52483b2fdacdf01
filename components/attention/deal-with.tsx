"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { OnDemand, partOf } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { usePersonName } from "@/components/ui/person-name"
import { isCooling } from "@/lib/attention/rules"
import type { NeedReason } from "@/lib/patients/need"

const DEAL_FORM = partOf(() =>
  import("@/components/attention/deal-form").then((file) => file.DealForm),
)

type Item = NeedReason & { id: string }
type DealWithProps = {
  patientId: string
  name: string
  items: readonly Item[]
  /** What gets the focus when the line has gone, by its id. */
  after: string
}

/** Sets a patient's reasons aside with what was done. Safety words and questions are not offered. */
export function DealWith({ patientId, name, items, after }: DealWithProps) {
  const t = useTranslations("today.dealWith")
  const nameOf = usePersonName()
  const [isOpen, setOpen] = useState(false)
  const open = items.filter(({ rule }) => isCooling(rule))
  if (open.length === 0) return null
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost" aria-label={t("triggerFor", { name: nameOf(name) })}>
          {t("trigger")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title", { name: nameOf(name) })} description={t("description")}>
        <OnDemand
          part={DEAL_FORM}
          props={{ patientId, after, items: open, onDone: () => setOpen(false) }}
        />
      </DialogContent>
    </Dialog>
  )
}
