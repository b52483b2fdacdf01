"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { ConsentForm } from "@/components/consent/consent-form"
import { Button } from "@/components/ui/button"
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog"

export type ConsentMode = "given" | "withdrawn" | "lift"

type ConsentDialogProps = {
  mode: ConsentMode
  patientId: string
  /** What patients of the organization agree to. */
  wording: string
  isPrimary?: boolean
  /** Of the opt-out that is lifted. */
  phone?: string
  seen?: number
}

/** Records what a patient said of being texted, in a dialog. */
export function ConsentDialog({ isPrimary = false, ...props }: ConsentDialogProps) {
  const t = useTranslations(`consent.${props.mode}`)
  const [isOpen, setOpen] = useState(false)
  const button = t("button")
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={isPrimary ? "primary" : "secondary"}>{button}</Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("description")}>
        <ConsentForm {...props} submit={button} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}
