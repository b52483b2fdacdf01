"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { MeansField } from "@/components/consent/means-field"
import { useAction } from "@/components/live/use-action"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { toast } from "@/components/ui/toast-store"
import type { ConsentMeans } from "@/db/enums"
import { saveOptOut } from "@/lib/consent/actions"

type OptOutDialogProps = { patientId: string; phone: string; isShared: boolean }

/** For who says otherwise than by text that they want none. */
export function OptOutDialog(props: OptOutDialogProps) {
  const t = useTranslations("consent.optOut")
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>{t("record")}</Button>
      </DialogTrigger>
      <DialogContent
        title={t("record")}
        description={t(props.isShared ? "effectShared" : "effect")}
      >
        <OptOutForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function OptOutForm({ patientId, phone, onDone }: OptOutDialogProps & { onDone: () => void }) {
  const t = useTranslations("consent")
  const client = useQueryClient()
  const save = useAction(saveOptOut, "repeat")
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const means = String(new FormData(event.currentTarget).get("means")) as ConsentMeans
    startTransition(async () => {
      const result = await save({ patientId, phone, means })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      await client.invalidateQueries({ queryKey: ["patient", patientId] })
      const { cancelled } = result.value
      const description = t("optOut.cancelled", { n: cancelled })
      toast(t("optOut.saved"), cancelled > 0 ? { description } : {})
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <MeansField error={error} />
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="danger" pending={pending}>
          {t("optOut.record")}
        </Button>
      </div>
    </form>
  )
}
