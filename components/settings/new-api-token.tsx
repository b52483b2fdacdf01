"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { DialogClose } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { toast } from "@/components/ui/toast-store"

/** The one time that a token can be seen: nothing of it but its hash is kept. */
export function NewApiToken({ token }: { token: string }) {
  const t = useTranslations("settings.api")
  const copy = () =>
    navigator.clipboard.writeText(token).then(
      () => toast(t("copied")),
      () => toast(t("notCopied")),
    )
  return (
    <div className="grid gap-4">
      <Field label={t("token")} hint={t("tokenHint")}>
        {(control) => (
          <Input
            {...control}
            readOnly
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            value={token}
            className="font-mono"
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("done")}</Button>
        </DialogClose>
        <Button variant="primary" onClick={copy}>
          {t("copy")}
        </Button>
      </div>
    </div>
  )
}
