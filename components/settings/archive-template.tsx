"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { useTemplateWords } from "@/components/settings/use-template-words"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast-store"
import { archiveText } from "@/lib/templates/actions"
import { HOME_LANGUAGE } from "@/lib/templates/language"
import type { Template } from "@/lib/templates/template"

type ArchiveTemplateProps = { template: Template; onArchived: () => void }

export function ArchiveTemplate({ template, onArchived }: ArchiveTemplateProps) {
  const t = useTranslations("settings.templates")
  const { manyOf } = useTemplateWords()
  const router = useRouter()
  const setAside = useAction(archiveText)
  const [isOpen, setOpen] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const archive = () =>
    startTransition(async () => {
      const wanted = { templateId: template.id, seen: template.versions[0].version }
      const result = await setAside(wanted)
      if (!result.ok) return setError(result.error.sentence)
      toast(t("archiveDone", { name: template.name }))
      setOpen(false)
      router.refresh()
      onArchived()
    })
  return (
    <AlertDialog open={isOpen} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="ghost" onClick={() => setError(null)}>
          {t("archive")}
        </Button>
      </AlertDialogTrigger>
      <ConfirmDialogContent
        title={t("archiveTitle", { name: template.name })}
        description={t(consequence(template), { what: manyOf(template) })}
        confirmLabel={t("archive")}
        pending={pending}
        onConfirm={archive}
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

function consequence({ isDefault, purpose, language }: Template) {
  if (!isDefault || purpose === "manual") return "stays"
  return language === HOME_LANGUAGE ? "fallsToBuiltIn" : "fallsToHome"
}
