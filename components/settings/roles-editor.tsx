"use client"

import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { toast } from "@/components/ui/toast-store"
import { effectsOf, effectWords, lockOut, type StaffGroup } from "@/lib/auth/role-effects"
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
  const [draft, setDraft] = useState(mapping)
  const isChanged = mappingKey(draft) !== mappingKey(mapping)
  const effects = effectsOf(groups, draft)
  const refusal = isChanged ? lockOut(effects, self, draft) : null
  const words = effectWords(effects)
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-base">Roles</h2>
      <p className="max-w-prose text-muted-foreground text-sm">
        A person’s template in BioT decides their role. Clinicians see patients and correct doses;
        care coordinators also send messages and work Review; admins also change settings. Patients
        can never sign in here.
      </p>
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-2">
        {STAFF_KINDS.map((kind) => (
          <RolesOfKind key={kind} kind={kind} draft={draft} groups={groups} onChange={setDraft} />
        ))}
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className={refusal ? "text-danger text-sm" : "text-sm"}>
          {refusal ??
            (isChanged
              ? words
                ? `If you save: ${words}.`
                : "If you save: nobody’s role changes today."
              : "")}
        </p>
        {isChanged ? (
          <span className="flex gap-2">
            <Button variant="ghost" onClick={() => setDraft(mapping)}>
              Discard changes
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
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const save = () =>
    startTransition(async () => {
      const result = await changeRoles({ seen, roles }).catch(() => null)
      if (!result?.ok) {
        setFailure(result?.error.sentence ?? "The server did not answer. Reload to see the roles.")
        return
      }
      const { changed } = result.value
      const whom = changed === 1 ? "1 person has" : `${changed} people have`
      toast("Roles saved", { description: changed > 0 ? `${whom} another role now.` : "" })
      setOpen(false)
      router.refresh()
    })
  return (
    <AlertDialog open={open} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="primary" onClick={() => setFailure(null)}>
          Save roles
        </Button>
      </AlertDialogTrigger>
      <ConfirmDialogContent
        title="Save these roles?"
        description={
          words
            ? `${words}. It holds from their next click; who loses access is signed out.`
            : "Nobody’s role changes today. People who are added in BioT follow the new roles."
        }
        confirmLabel="Save roles"
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
