"use client"

import { useRouter } from "next/navigation"
import { signIn } from "next-auth/react"
import { type FormEvent, useState, useTransition } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"

export type SignInPerson = {
  username: string
  password: string
  displayName: string
  role: string
  organization: string
}

const FAILURES: Record<string, string> = {
  wrong_credentials: "The user name or the password is wrong. Check both and try again.",
  locked: "BioT has locked this account after too many attempts. Wait, or ask your admin.",
  too_many_attempts: "Too many attempts. Wait five minutes, then try again.",
  password_reset_required:
    "BioT asks for a new password. Set it in BioT’s own portal, then return.",
  mfa_required:
    "This account needs a second factor, which Doseline does not offer yet. Ask your admin.",
  no_role: "Your BioT account has no role in Doseline. Ask your organization’s admin.",
  disabled: "This account is disabled in BioT. Ask your organization’s admin.",
  unavailable: "BioT does not answer right now, so nobody can sign in. Try again in a minute.",
}
const UNKNOWN_FAILURE = "Signing in did not work. Try again; if it stays, tell your admin."

type Props = { people: SignInPerson[]; notice: string | null }

export function SignInForm({ people, notice }: Props) {
  const router = useRouter()
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()

  const attempt = (username: string, password: string) =>
    startTransition(async () => {
      setFailure(null)
      const result = await signIn("credentials", { username, password, redirect: false }).catch(
        () => undefined,
      )
      if (result?.ok) {
        router.push("/today")
        router.refresh()
      } else {
        setFailure(FAILURES[result?.error ?? ""] ?? UNKNOWN_FAILURE)
      }
    })

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    attempt(String(form.get("username")), String(form.get("password")))
  }

  return (
    <>
      {notice && !failure ? (
        <p role="status" className="rounded-md border bg-surface px-3 py-2 text-sm">
          {notice}
        </p>
      ) : null}
      <form onSubmit={onSubmit} className="grid gap-4">
        <Field label="Email or user name" required>
          {(control) => <Input {...control} name="username" autoComplete="username" autoFocus />}
        </Field>
        <Field label="Password" required error={failure}>
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="current-password" />
          )}
        </Field>
        <Button type="submit" variant="primary" size="lg" pending={pending}>
          Sign in
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
  return (
    <section aria-labelledby="demo-people" className="grid gap-2 border-t pt-5">
      <h2 id="demo-people" className="font-semibold text-sm">
        Demo people
      </h2>
      <p className="text-muted-foreground text-xs">
        This copy runs against the BioT simulator. Nobody here is real, and no text leaves the
        machine.
      </p>
      <ul className="grid gap-1.5">
        {people.map(({ username, password, displayName, role, organization }) => (
          <li key={username}>
            <Button
              className="h-auto w-full justify-start py-2 text-left"
              aria-disabled={pending}
              onClick={() => !pending && onPick(username, password)}
            >
              <span className="grid">
                <span>{displayName}</span>
                <span className="font-normal text-muted-foreground text-xs">
                  {role.charAt(0).toUpperCase() + role.slice(1)} · {organization}
                </span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
