"use client"

import { useRouter } from "next/navigation"
import { type FormEvent, useState, useTransition } from "react"
import { AlertDialog, AlertDialogTrigger, ConfirmDialogContent } from "@/components/ui/alert-dialog"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { toast } from "@/components/ui/toast-store"
import type { ActionError } from "@/lib/auth/action"
import { enterNumber, removeNumber } from "@/lib/static-numbers/actions"

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
  const [isOpen, setOpen] = useState(false)
  const { countries, entered } = props
  const [first, ...others] = countries
  const isChoice = others.length > 0
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={isChoice ? "secondary" : "link"} className="justify-self-start">
          {isChoice ? "Enter number of another country" : null}
          {isChoice ? null : entered === null ? "Enter number" : "Change number"}
          {isChoice ? null : <span className="sr-only"> of {first.name}</span>}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={isChoice ? "Static number" : `Static number of ${first.name}`}
        description="The number to which patients of a country answer, as BioT’s support gave it to you."
      >
        <NumberForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function NumberForm(props: EnterNumberProps & { onDone: () => void }) {
  const { countries, entered: seen, suggested, isFirst, onDone } = props
  const router = useRouter()
  const [country, setCountry] = useState(countries[0].code)
  const [phone, setPhone] = useState(seen ?? "")
  const [error, setError] = useState<ActionError | null>(null)
  const [pending, startTransition] = useTransition()
  const name = countries.find(({ code }) => code === country)?.name ?? country

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const result = await enterNumber({ country, phone, seen })
      setError(result.ok ? null : result.error)
      if (!result.ok) return
      toast(`Number of ${name} saved`)
      router.refresh()
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      {countries.length > 1 ? (
        <Field label="Country" error={error?.field === "country" ? error.sentence : null}>
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
        label="Number"
        hint="In full, with the plus sign and the country’s code."
        error={error && error.field !== "country" ? error.sentence : null}
        required
      >
        {(control) => (
          <Input
            {...control}
            type="tel"
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
          Take {suggested}, to which the last replies came
        </Button>
      ) : null}
      {isFirst ? (
        <p className="text-muted-foreground text-sm">
          This is the first number. From now on patients count as unable to answer if their country
          has neither an entered number nor a reply so far. Enter the numbers of all your countries.
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          Save number
        </Button>
      </div>
    </form>
  )
}

type RemoveNumberProps = { country: Country; entered: string }

export function RemoveNumber({ country, entered: seen }: RemoveNumberProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const remove = () =>
    startTransition(async () => {
      const result = await removeNumber({ country: country.code, seen })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      toast(`Number of ${country.name} removed`)
      router.refresh()
      setOpen(false)
    })
  return (
    <AlertDialog open={isOpen} onOpenChange={setOpen}>
      <AlertDialogTrigger asChild>
        <Button variant="link">
          Remove<span className="sr-only"> number of {country.name}</span>
        </Button>
      </AlertDialogTrigger>
      <ConfirmDialogContent
        title={`Remove the number of ${country.name}?`}
        description="It is only forgotten here: BioT keeps it, and what replies taught stays. While other countries have a number entered, patients of this one count as unable to reply until one comes."
        confirmLabel="Remove number"
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
