"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { useEffectWords } from "@/components/settings/use-role-effects"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast-store"
import { effectsOf, lockOut, type StaffGroup } from "@/lib/auth/role-effects"
import { mappingKey, type RoleMapping, STAFF_KINDS, type StaffKind } from "@/lib/auth/role-mapping"
import { changeRoles } from "@/lib/staff/actions"
import { RolesOfKind } from "./roles-of-kind"

type RolesEditorProps = {
  mapping: RoleMapping
  groups: StaffGroup[]
  self: { kind: StaffKind; template: string | null }
}

/** Which role each of BioT's templates gives, with what a change would do before it is made. */
export function RolesEditor({ mapping, groups, self }: RolesEditorProps) {
  const t = useTranslations("settings.people")
  const effectWords = useEffectWords()
  const [draft, setDraft] = useState(mapping)
  const isChanged = mappingKey(draft) !== mappingKey(mapping)
  const effects = effectsOf(groups, draft)
  const refusal = isChanged ? lockOut(effects, self, draft) : null
  const words = effectWords(effects)
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="font-semibold text-base">{t("roles")}</h2>
      <p className="max-w-prose text-muted-foreground text-sm">{t("rolesAbout")}</p>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 xl:grid-cols-2">
        {STAFF_KINDS.map((kind) => (
          <RolesOfKind key={kind} kind={kind} draft={draft} groups={groups} onChange={setDraft} />
        ))}
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className={refusal ? "text-danger text-sm" : "text-sm"}>
          {refusal
            ? t(refusal.reason)
            : isChanged
              ? words
                ? t("ifSaved", { effects: words })
                : t("ifSavedNobody")
              : ""}
        </p>
        {isChanged ? (
          <span className="flex gap-2">
            <Button variant="ghost" onClick={() => setDraft(mapping)}>
              {t("discard")}
            </Button>
            {refusal ? null : <SaveRoles seen={mapping} roles={draft} words={words} />}
          </span>
        ) : null}
      </div>
    </section>
  )
}

type SaveProps = { seen: RoleMapping; roles: RoleMapping; words: string | null }

function SaveRoles({ seen, roles, words }: SaveProps) {
  const t = useTranslations("settings.people")
  const router = useRouter()
  const change = useAction(changeRoles)
  const [open, setOpen] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const save = () =>
    startTransition(async () => {
      const result = await change({ seen, roles })
      if (!result.ok) return setFailure(result.error.sentence)
      const { changed } = result.value
      toast(t("saved"), { description: changed > 0 ? t("savedFor", { n: changed }) : "" })
      setOpen(false)
      router.refresh()
    })
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="primary" onClick={() => setFailure(null)}>
          {t("save")}
        </Button>
      </AlertDialogTrigger>
      <ConfirmDialogContent
        title={t("saveTitle")}
        description={words ? t("saveHolds", { effects: words }) : t("saveNobody")}
        confirmLabel={t("save")}
        pending={pending}
        onConfirm={save}
      >
        {failure ? (
          <p role="alert" className="text-danger text-sm">
            {failure}
          </p>
        ) : null}
      </ConfirmDialogContent>
    </AlertDialog>
  )
}
