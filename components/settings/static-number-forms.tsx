"use client"

import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { type FormEvent, type ReactNode, useState, useTransition } from "react"
import { useAction } from "@/components/live/use-action"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { toast } from "@/components/ui/toast-store"
import type { ActionError } from "@/lib/auth/action"
import { enterNumber, removeNumber } from "@/lib/static-numbers/actions"

const more = (said: ReactNode) => <span className="sr-only">{said}</span>

export type Country = { code: string; name: string }

type EnterNumberProps = {
  /** One country, or those to choose from. */
  countries: [Country, ...Country[]]
  /** The entered number as it is on the screen. */
  entered: string | null
  /** The number that the last replies came to. */
  suggested: string | null
  /** No country has an entered number yet. */
  isFirst: boolean
}

/** Enters a country's number or puts another in its place, in a dialog. */
export function EnterNumber(props: EnterNumberProps) {
  const t = useTranslations("settings.staticNumbers")
  const [isOpen, setOpen] = useState(false)
  const { countries, entered } = props
  const [first, ...others] = countries
  const isChoice = others.length > 0
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={isChoice ? "secondary" : "link"} className="justify-self-start">
          {isChoice
            ? t("enterAnother")
            : t.rich(entered === null ? "enter" : "change", { country: first.name, more })}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={isChoice ? t("title") : t("titleOf", { country: first.name })}
        description={t("dialogAbout")}
      >
        <NumberForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function NumberForm(props: EnterNumberProps & { onDone: () => void }) {
  const { countries, entered: seen, suggested, isFirst, onDone } = props
  const t = useTranslations("settings")
  const router = useRouter()
  const enter = useAction(enterNumber)
  const [country, setCountry] = useState(countries[0].code)
  const [phone, setPhone] = useState(seen ?? "")
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const name = countries.find(({ code }) => code === country)?.name ?? country

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const result = await enter({ country, phone, seen })
      setError(result.ok ? null : result.error)
      if (!result.ok) return
      toast(t("staticNumbers.saved", { country: name }))
      router.refresh()
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      {countries.length > 1 ? (
        <Field
          label={t("staticNumbers.country")}
          error={error?.field === "country" ? error.sentence : null}
        >
          {(control) => (
            <Select
              {...control}
              value={country}
              onChange={(event) => setCountry(event.target.value)}
            >
              {countries.map(({ code, name: each }) => (
                <option key={code} value={code}>
                  {each}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <Field
        label={t("staticNumbers.number")}
        hint={t("staticNumbers.numberHint")}
        error={error && error.field !== "country" ? error.sentence : null}
        required
      >
        {(control) => (
          <Input
            {...control}
            type="tel"
            dir="ltr"
            className="rtl:text-end"
            autoComplete="off"
            value={phone}
            onChange={(event) => {
              setPhone(event.target.value)
              setError(null)
            }}
          />
        )}
      </Field>
      {suggested !== null && suggested !== phone ? (
        <Button variant="link" className="justify-self-start" onClick={() => setPhone(suggested)}>
          {t.rich("staticNumbers.take", {
            phone: () => <bdi dir="ltr">{suggested}</bdi>,
          })}
        </Button>
      ) : null}
      {isFirst ? <p className="text-muted-foreground text-sm">{t("staticNumbers.first")}</p> : null}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>{t("form.cancel")}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t("staticNumbers.save")}
        </Button>
      </div>
    </form>
  )
}

type RemoveNumberProps = { country: Country; entered: string }

export function RemoveNumber({ country, entered: seen }: RemoveNumberProps) {
  const t = useTranslations("settings.staticNumbers")
  const router = useRouter()
  const drop = useAction(removeNumber)
  const [isOpen, setOpen] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const remove = () =>
    startTransition(async () => {
      const result = await drop({ country: country.code, seen })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      toast(t("removed", { country: country.name }))
      router.refresh()
      setOpen(false)
    })
  return (
    <AlertDialog open={isOpen} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="link">{t.rich("remove", { country: country.name, more })}</Button>
      </AlertDialogTrigger>
      <ConfirmDialogContent
        title={t("removeTitle", { country: country.name })}
        description={t("removeAbout")}
        confirmLabel={t("removeConfirm")}
        pending={pending}
        onConfirm={remove}
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
