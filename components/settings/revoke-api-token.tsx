"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast-store"
import { revokeApiToken } from "@/lib/api-tokens/actions"

export function RevokeApiToken({ tokenId, name }: { tokenId: string; name: string }) {
  const t = useTranslations("settings.api")
  const router = useRouter()
  const revokeToken = useAction(revokeApiToken)
  const [isOpen, setOpen] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const revoke = () =>
    startTransition(async () => {
      const result = await revokeToken({ tokenId })
      if (!result.ok) return setError(result.error.sentence)
      toast(t("revokedName", { name }))
      setOpen(false)
      router.refresh()
    })
  return (
    <AlertDialog open={isOpen} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button size="sm" aria-label={t("revokeName", { name })} onClick={() => setError(null)}>
          {t("revoke")}
        </Button>
      </AlertDialogTrigger>
      <ConfirmDialogContent
        destructive
        title={t("revokeTitle", { name })}
        description={t("revokeAbout")}
        confirmLabel={t("revokeConfirm")}
        pending={pending}
        onConfirm={revoke}
      >
        {error ? (
          <p role="alert" className="text-danger text-sm">
            {error}
          </p>
        ) : null}
      </ConfirmDialogContent>
    </AlertDialog>
  )
}
