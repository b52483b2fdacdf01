"use client"

import { useRouter } from "next/navigation"
import { signIn } from "next-auth/react"
import { useTranslations } from "next-intl"
import { type FormEvent, useState, useTransition } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { ROLES, type Role } from "@/db/enums"
import { CodeForm } from "./code-form"
import { ENDS_CODE_STEP, failureWords, readFailure } from "./failure-words"

export type SignInPerson = {
  username: string
  password: string
  displayName: string
  role: string
  organization: string
  mfa: boolean
}

type Props = {
  people: SignInPerson[]
  /** Where the simulator shows the phones; null wherever a real BioT is connected. */
  phones: string | null
  notice: string | null
}

export function SignInForm({ people, phones, notice }: Props) {
  const router = useRouter()
  const t = useTranslations("signIn")
  const [failure, setFailure] = useState<string | null>(null)
  const [code, setCode] = useState<{ phoneEnding: string | null; sent: number } | null>(null)
  const [pending, startTransition] = useTransition()

  const step = (fields: Record<string, string>) =>
    startTransition(async () => {
      setFailure(null)
      const answer = await signIn("credentials", { ...fields, redirect: false }).catch(() => null)
      if (answer?.ok) {
        router.push("/today")
        router.refresh()
        return
      }
      const said = readFailure(answer?.error)
      if (said.reason === "no_role") {
        router.push("/no-role")
        return
      }
      if (said.reason === "mfa_required" || said.reason === "mfa_resent") {
        setCode((known) => ({ phoneEnding: said.about, sent: (known?.sent ?? 0) + 1 }))
        return
      }
      if (ENDS_CODE_STEP.has(said.reason)) setCode(null)
      const { sentence, ...values } = failureWords(said)
      setFailure(t(`failures.${sentence}`, values))
    })
  const attempt = (username: string, password: string) => step({ username, password })

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    attempt(String(form.get("username")), String(form.get("password")))
  }

  if (code) {
    const onBack = () => {
      setCode(null)
      setFailure(null)
    }
    const on = { onBack, onCode: (text: string) => step({ code: text }) }
    const onResend = () => step({ resend: "true" })
    const props = { ...code, ...on, phones, failure, pending, onResend }
    return <CodeForm {...props} />
  }

  return (
    <>
      {notice && !failure ? (
        <p role="status" className="rounded-md border bg-surface px-3 py-2 text-sm">
          {notice}
        </p>
      ) : null}
      <form onSubmit={onSubmit} className="grid gap-4">
        <Field label={t("username")} required>
          {(control) => <Input {...control} name="username" autoComplete="username" autoFocus />}
        </Field>
        <Field label={t("password")} required error={failure}>
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="current-password" />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" pending={pending}>
          {t("signIn")}
        </Button>
      </form>
      {people.length > 0 ? <DemoPeople people={people} pending={pending} onPick={attempt} /> : null}
    </>
  )
}

type DemoProps = {
  people: SignInPerson[]
  pending: boolean
  onPick: (username: string, password: string) => void
}

function DemoPeople({ people, pending, onPick }: DemoProps) {
  const t = useTranslations("signIn.demo")
  return (
    <section aria-labelledby="demo-people" className="grid gap-2 border-t pt-5">
      <h2 id="demo-people" className="font-semibold text-sm">
        {t("title")}
      </h2>
      <p className="text-muted-foreground text-xs">{t("why")}</p>
      <ul className="grid gap-1.5">
        {people.map(({ username, password, displayName, role, organization, mfa }) => (
          <li key={username}>
            <Button
              className="h-auto w-full justify-start py-2 text-start"
              aria-disabled={pending}
              onClick={() => !pending && onPick(username, password)}
            >
              <span className="grid">
                <span>{displayName}</span>
                <span className="font-normal text-muted-foreground text-xs">
                  {t(mfa ? "withCode" : "person", {
                    role: isRole(role) ? t(role) : role,
                    organization,
                  })}
                </span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function isRole(role: string): role is Role {
  return ROLES.some((each) => each === role)
}
