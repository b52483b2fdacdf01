"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { NewApiToken } from "@/components/settings/new-api-token"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { FHIR_RESOURCES, type FhirResource } from "@/db/enums"
import { makeApiToken } from "@/lib/api-tokens/actions"
import { LIFETIMES_DAYS } from "@/lib/api-tokens/lifetimes"
import type { ActionError } from "@/lib/auth/action"

/** The form, and then the token, which is shown this once. */
export function MakeApiToken() {
  const t = useTranslations("settings.api")
  const [isOpen, setOpen] = useState(false)
  const [token, setToken] = useState<string | null>(null)
  const onOpenChange = (open: boolean) => {
    setOpen(open)
    setToken(null)
  }
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogTrigger asChild>
        <Button variant="primary">{t("make")}</Button>
      </DialogTrigger>
      <DialogContent title={t(token === null ? "make" : "copyNow")}>
        {token === null ? <Form onMade={setToken} /> : <NewApiToken token={token} />}
      </DialogContent>
    </Dialog>
  )
}

function Form({ onMade }: { onMade: (token: string) => void }) {
  const t = useTranslations("settings.api")
  const tForm = useTranslations("settings.form")
  const router = useRouter()
  const make = useAction(makeApiToken, { says: t("unanswered") })
  const [tokenId] = useState(() => crypto.randomUUID())
  const [name, setName] = useState("")
  const [scopes, setScopes] = useState<readonly FhirResource[]>(["MedicationStatement"])
  const [readsTexts, setReadsTexts] = useState(false)
  const [days, setDays] = useState<Days>(90)
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (pending) return
    startTransition(async () => {
      const wanted = { tokenId, name, scopes: [...scopes], readsTexts, days }
      const result = await make(wanted)
      if (!result.ok) return setError(result.error)
      onMade(result.value.token)
      router.refresh()
    })
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field
        label={t("name")}
        hint={t("nameHint")}
        error={error?.field === "name" ? error.sentence : null}
        required
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Scopes {...{ scopes, setScopes, readsTexts, setReadsTexts }} />
      <Lifetime days={days} onChange={setDays} />
      {error && error.field !== "name" ? (
        <p role="alert" className="text-danger text-sm">
          {error.sentence}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{tForm("cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("make")}
        </Button>
      </div>
    </form>
  )
}

type Days = (typeof LIFETIMES_DAYS)[number]

function Lifetime({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  const t = useTranslations("settings.api")
  return (
    <Field label={t("goodFor")}>
      {(control) => (
        <Select
          {...control}
          value={days}
          onChange={(event) => {
            const chosen = LIFETIMES_DAYS.find((each) => each === Number(event.target.value))
            if (chosen) onChange(chosen)
          }}
        >
          {LIFETIMES_DAYS.map((each) => (
            <option key={each} value={each}>
              {t("days", { n: each })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

type ScopesProps = {
  scopes: readonly FhirResource[]
  setScopes: (scopes: readonly FhirResource[]) => void
  readsTexts: boolean
  setReadsTexts: (readsTexts: boolean) => void
}

function Scopes({ scopes, setScopes, readsTexts, setReadsTexts }: ScopesProps) {
  const t = useTranslations("settings.api")
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t("mayRead")}</legend>
      {FHIR_RESOURCES.map((scope) => (
        <label key={scope} htmlFor={`scope-${scope}`} className="flex items-start gap-2 text-sm">
          <Checkbox
            id={`scope-${scope}`}
            className="mt-0.5"
            checked={scopes.includes(scope)}
            onChange={(event) =>
              setScopes(
                event.target.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope),
              )
            }
          />
          <span>
            {t(`scope.${scope}.label`)}
            <span className="text-muted-foreground">, {t(`scope.${scope}.hint`)}</span>
          </span>
        </label>
      ))}
      <label htmlFor="reads-texts" className="mt-2 flex items-start gap-2 text-sm">
        <Checkbox
          id="reads-texts"
          className="mt-0.5"
          checked={readsTexts}
          onChange={(event) => setReadsTexts(event.target.checked)}
        />
        <span>
          {t("texts")}
          <span className="text-muted-foreground">, {t("textsHint")}</span>
        </span>
      </label>
    </fieldset>
  )
}
