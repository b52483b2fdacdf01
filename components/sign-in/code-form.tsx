"use client"

import { type FormEvent, useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"

const RESEND_AFTER_SECONDS = 30

type Props = {
  /** The last digits of the phone, where BioT said them. */
  phoneEnding: string | null
  /** Where the simulator shows the phones, if it is one. */
  phones: string | null
  /** How many codes were sent; a new one starts the wait anew. */
  sent: number
  failure: string | null
  pending: boolean
  onCode: (code: string) => void
  onResend: () => void
  onBack: () => void
}

/** The second step of signing in: the code that BioT texted. */
export function CodeForm({ phoneEnding, phones, sent, failure, pending, ...on }: Props) {
  const wait = useWait(sent)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    on.onCode(String(new FormData(event.currentTarget).get("code")).replace(/\s/g, ""))
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <p role="status" className="text-sm">
        We sent {sent > 1 ? "a new code" : "a code"} to{" "}
        {phoneEnding ? `the phone ending in ${phoneEnding}` : "your phone"}.
        {phones ? (
          <>
            {" "}
            This is a demo:{" "}
            <a href={phones} target="_blank" rel="noreferrer" className="text-primary underline">
              the simulator shows that phone
            </a>
            .
          </>
        ) : null}
      </p>
      <Field label="Code" required error={failure}>
        {(control) => (
          <Input
            {...control}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            autoFocus
          />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Confirm code
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          variant="ghost"
          aria-disabled={wait > 0 || pending}
          onClick={() => wait === 0 && !pending && on.onResend()}
        >
          {wait > 0 ? `Send a new code in ${wait} s` : "Send a new code"}
        </Button>
        <Button variant="ghost" onClick={on.onBack}>
          Use another account
        </Button>
      </div>
    </form>
  )
}

/** Seconds until another code may be asked for, from when the last was sent. */
function useWait(sent: number): number {
  const [wait, setWait] = useState({ sent, left: RESEND_AFTER_SECONDS })
  useEffect(() => {
    const begun = Date.now()
    const tick = () => {
      const gone = Math.floor((Date.now() - begun) / 1_000)
      setWait({ sent, left: Math.max(0, RESEND_AFTER_SECONDS - gone) })
    }
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [sent])
  return wait.sent === sent ? wait.left : RESEND_AFTER_SECONDS
}
