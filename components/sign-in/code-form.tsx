"use client"

import { useTranslations } from "next-intl"
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
  const t = useTranslations("signIn.code")
  const wait = useWait(sent)
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    on.onCode(String(new FormData(event.currentTarget).get("code")).replace(/\s/g, ""))
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <p role="status" className="text-sm">
        {sentWords(t, phoneEnding, sent > 1)}
        {phones ? (
          <>
            {" "}
            {t.rich("demo", {
              link: (words) => (
                <a
                  href={phones}
                  target="_blank"
                  rel="noreferrer"
                  className="text-primary underline"
                >
                  {words}
                </a>
              ),
            })}
          </>
        ) : null}
      </p>
      <Field label={t("label")} required error={failure}>
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
        {t("confirm")}
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <Button
          variant="ghost"
          aria-disabled={wait > 0 || pending}
          onClick={() => wait === 0 && !pending && on.onResend()}
        >
          {wait > 0 ? t("resendIn", { seconds: wait }) : t("resend")}
        </Button>
        <Button variant="ghost" onClick={on.onBack}>
          {t("back")}
        </Button>
      </div>
    </form>
  )
}

function sentWords(
  t: ReturnType<typeof useTranslations<"signIn.code">>,
  ending: string | null,
  isAgain: boolean,
): string {
  if (ending === null) return isAgain ? t("again") : t("sent")
  return isAgain ? t("againTo", { ending }) : t("sentTo", { ending })
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
