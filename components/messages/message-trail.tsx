import { useTranslations } from "next-intl"
import { ISOLATED } from "@/components/composer/isolated"
import { useMessageWords } from "@/components/messages/message-words"
import { usePersonName } from "@/components/ui/person-name"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import type { MessageDetail } from "@/lib/messages/log-row"

/** What the gate said, then each step that the audit has. */
export function MessageTrail({ detail: { row, verdict, trail, zone } }: { detail: MessageDetail }) {
  const t = useTranslations("messages.trail")
  const words = useMessageWords()
  const steps = trail.flatMap((step) => {
    const title = words.step(step.verb)
    return title === null ? [] : [{ ...step, title }]
  })
  return (
    <ol className="grid gap-3 border-s ps-4 text-sm">
      {verdict ? (
        <Step title={t("letGo")} at={verdict.at} zone={zone}>
          {verdict.warnings.map((code) => (
            <p key={code}>{words.warning(code)}</p>
          ))}
          {verdict.heldUntil ? (
            <p>
              {t.rich("held", {
                time: () => <Time instant={verdict.heldUntil ?? 0} zone={zone} form="short" />,
              })}
            </p>
          ) : null}
        </Step>
      ) : null}
      {steps.map(({ at, verb, title, reason, by, note }) => (
        <Step key={`${at} ${verb}`} title={title} at={at} zone={zone} by={by}>
          {reason ? <p>{words.reason(reason)}</p> : null}
          {note ? (
            <p className="whitespace-pre-wrap break-words">
              <Quoted>{note}</Quoted>
            </p>
          ) : null}
        </Step>
      ))}
      {!verdict && steps.length === 0 ? (
        <Step title={t("untold")} at={row.createdAt} zone={zone} />
      ) : null}
      {row.isInferred ? <li>{t("proved")}</li> : null}
    </ol>
  )
}

type StepProps = {
  title: string
  at: number
  zone: string
  by?: string | null
  children?: React.ReactNode
}

function Step({ title, at, zone, by = null, children }: StepProps) {
  const t = useTranslations("messages.trail")
  const nameOf = usePersonName()
  return (
    <li className="grid gap-0.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">
          {title}
          {by ? (
            <span className="font-normal text-muted-foreground">
              {" "}
              {t.rich("by", { name: nameOf(by), ...ISOLATED })}
            </span>
          ) : null}
        </span>
        <Time instant={at} zone={zone} form="short" className="text-muted-foreground text-xs" />
      </p>
      <div className="text-muted-foreground">{children}</div>
    </li>
  )
}
