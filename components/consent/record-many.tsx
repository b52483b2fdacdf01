"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import type { Recorded } from "@/components/consent/record-many-form"
import { RecordManyResult } from "@/components/consent/record-many-result"
import { OnDemand, partOf, usePrepared } from "@/components/shell/on-demand"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"

const RECORD_CHOSEN = partOf(
  () => import("@/components/consent/record-chosen").then((file) => file.RecordChosen),
  ["consent"],
)

/** Records the same words of all who are selected, such as those of forms that they signed. */
export function RecordConsentOfMany() {
  const t = useTranslations("consent.many")
  const [isOpen, setOpen] = useState(false)
  const [recorded, setRecorded] = useState<Recorded | null>(null)
  const onOpenChange = (open: boolean) => {
    setOpen(open)
    setRecorded(null)
  }
  const prepared = usePrepared(RECORD_CHOSEN)
  const close = () => onOpenChange(false)
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button className="ms-auto" {...prepared}>
          {t("button")}
        </Button>
      </DialogTrigger>
      {recorded ? (
        <DialogContent title={t("done", { n: recorded.outcomes.length })}>
          <RecordManyResult recorded={recorded} onClose={close} />
        </DialogContent>
      ) : (
        <DialogContent title={t("title")} description={t("description")}>
          <OnDemand part={RECORD_CHOSEN} props={{ onRecorded: setRecorded }} />
        </DialogContent>
      )}
    </Dialog>
  )
}
