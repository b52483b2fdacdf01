"use client"

import { useTranslations } from "next-intl"
import { useActionState, useId } from "react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { LONGEST_NAME } from "@/lib/views/view"

type NameViewProps = {
  title: string
  action: string
  name: string
  onClose: () => void
  /** Resolves to what is wrong, or to null once the name is kept. */
  onName: (name: string) => Promise<string | null>
}

/** Asks for the name of a view, when it is saved and when it is renamed. */
export function NameView({ title, action, name, onClose, onName }: NameViewProps) {
  const t = useTranslations("patients.views")
  const form = useId()
  const [problem, submit, pending] = useActionState(async (_: string | null, data: FormData) => {
    const said = await onName(String(data.get("name") ?? ""))
    if (said === null) onClose()
    return said
  }, null)
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title={title}
        description={t("own")}
        footer={
          <>
            <DialogClose asChild>
              <Button>{t("cancel")}</Button>
            </DialogClose>
            <Button type="submit" form={form} variant="primary" pending={pending}>
              {action}
            </Button>
          </>
        }
      >
        <form id={form} action={submit}>
          <Field label={t("name")} error={problem}>
            {(control) => (
              <Input
                {...control}
                name="name"
                defaultValue={name}
                maxLength={LONGEST_NAME}
                autoComplete="off"
                required
              />
            )}
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  )
}
