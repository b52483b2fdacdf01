"use client"

import { useTranslations } from "next-intl"
import { useWhyWords } from "@/components/adherence/use-why-words"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { usePersonName } from "@/components/ui/person-name"
import { Time } from "@/components/ui/time"
import type { TextingDay } from "@/lib/messages/texting-day"
import type { WhyAnswer, WhyCode, WhyLine } from "@/lib/messages/why-not"

export type WhyLinks = {
  onOpenDose: (doseId: string) => void
  /** Shows a message in the thread; null for one that is not there. */
  showMessage: (messageId: string) => (() => void) | null
}

type WhyLinesProps = { day: TextingDay; links: WhyLinks }

/** A line for each dose of the day, then the texts that asked about none. */
export function WhyLines({ day, links }: WhyLinesProps) {
  const t = useTranslations("evidence.whyDay")
  const { lines, apart, zone, texts, dailyCap, sendingHours } = day
  const { from, to } = sendingHours
  const hours = from === to ? t("anyHour") : t("between", { from, to })
  return (
    <div className="grid gap-4" aria-live="polite">
      {lines.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t("none")}</p>
      ) : (
        <ol className="divide-y rounded-md border">
          {lines.map((line) => (
            <Line key={line.dose.id} line={line} {...{ zone, links }} />
          ))}
        </ol>
      )}
      {apart.length > 0 ? (
        <section className="grid gap-2">
          <h3 className="font-semibold text-sm">{t("apart")}</h3>
          <ol className="divide-y rounded-md border">
            {apart.map((answer) => (
              <li key={keyOf(answer)} className="px-3 py-2.5">
                <Answer {...{ answer, zone, links }} />
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      <p className="text-muted-foreground text-xs tabular-nums">
        {t("texts", { texts, cap: dailyCap, hours, zone })}
      </p>
    </div>
  )
}

type LineProps = { line: WhyLine; zone: string; links: WhyLinks }

function Line({ line, zone, links }: LineProps) {
  const t = useTranslations("evidence.whyDay")
  const { stateAtStart } = useDoseWords()
  const { dose, answer, others } = line
  return (
    <li className="grid gap-2 px-3 py-2.5">
      <div className="flex items-center gap-2 text-sm">
        <DoseGlyph state={dose.state} size="small" decorative />
        {dose.state === "cancelled" ? (
          <span className="min-w-0 break-words font-medium">
            <bdi>{nameOf(dose)}</bdi>
          </span>
        ) : (
          <Button
            variant="link"
            className="min-w-0 whitespace-normal text-start text-foreground"
            onClick={() => links.onOpenDose(dose.id)}
          >
            <bdi>{nameOf(dose)}</bdi>
          </Button>
        )}
        <span className="ms-auto text-end text-muted-foreground">{stateAtStart(dose.state)}</span>
      </div>
      <Answer {...{ answer, zone, links }} />
      {others.length > 0 ? (
        <ul aria-label={t("besides")} className="grid gap-1.5 border-s ps-3">
          {others.map((other) => (
            <li key={keyOf(other)}>
              <Answer answer={other} {...{ zone, links }} />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}

function nameOf({ slot, medication, doseText }: WhyLine["dose"]): string {
  return [`${slot} ${medication}`, doseText].filter(Boolean).join(", ")
}

function keyOf({ code, messageId, at }: WhyAnswer): string {
  return `${code}-${messageId}-${at}`
}

const TONES: Partial<Record<WhyCode, "neutral" | "primary" | "warning" | "danger">> = {
  texted: "primary",
  failed: "danger",
  refused: "warning",
  unknown: "warning",
  nobody_tried: "danger",
  entered_late: "warning",
}

type AnswerProps = { answer: WhyAnswer; zone: string; links: WhyLinks }

function Answer({ answer, zone, links }: AnswerProps) {
  const t = useTranslations("evidence.whyDay")
  const nameOf = usePersonName()
  const words = useWhyWords()
  const { code, at, messageId, by } = answer
  const detail = words.detail(answer)
  const show = messageId === null ? null : links.showMessage(messageId)
  return (
    <div className="grid gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge variant={TONES[code] ?? "neutral"}>{words.label(answer)}</Badge>
        {at !== null ? <Time instant={at} zone={zone} form="short" /> : null}
        {by !== null ? (
          <span className="text-muted-foreground">{t("askedBy", { by: nameOf(by) })}</span>
        ) : null}
        {show ? (
          <Button variant="link" className="ms-auto" onClick={show}>
            {t("show")}
          </Button>
        ) : null}
      </p>
      {detail ? <p className="text-pretty text-muted-foreground">{detail}</p> : null}
    </div>
  )
}
