"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import type { ActionError } from "@/lib/auth/action"

export type SaveBarProps = {
  error: ActionError | null
  isChanged: boolean
  pending: boolean
  onDiscard: () => void
}

/** Stays in view below a long form: what stands there is saved, or not yet, or cannot be. */
export function SaveBar({ error, isChanged, pending, onDiscard }: SaveBarProps) {
  const t = useTranslations("settings.form")
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex min-h-14 flex-wrap items-center justify-end gap-2 border-t bg-background px-4 py-2 max-md:bottom-14 md:mx-0 md:px-0">
      <p role="status" className="me-auto text-sm">
        {error ? (
          <span role="alert" className="text-danger">
            {error.field ? t("cannot") : error.sentence}
          </span>
        ) : isChanged ? (
          t("notSaved")
        ) : (
          ""
        )}
      </p>
      {isChanged ? (
        <Button variant="ghost" onClick={onDiscard}>
          {t("discard")}
        </Button>
      ) : null}
      <Button type="submit" variant="primary" pending={pending} disabled={!isChanged}>
        {t("save")}
      </Button>
    </div>
  )
}
