import type { MessageKind } from "@/db/enums"
import { HOUR_MS, type Instant } from "@/lib/time"
import { type ComposedText, composeText } from "./compose"
import { type GateVerdict, gateSend, type Warning } from "./gate"
import type { SendFacts } from "./send-facts"
import type { TemplateValues } from "./template"
import { valuesOf } from "./template-values"

/** A message that asks about no dose has no window to end it. */
const WITHOUT_DOSES_MS = 4 * HOUR_MS

export type WeighedSend = {
  verdict: GateVerdict
  text: ComposedText
  notBefore: Instant
  expiresAt: Instant
}

export type WeighAsk = {
  kind: MessageKind
  by: "person" | "schedule"
  body: string
  from?: Instant
  /** The text makes no sense to whom it asks about no dose. */
  needsDose?: boolean
  /** Among many, whoever is warned about anything else is left out; absent, nobody is. */
  accepts?: readonly Warning[]
}

/**
 * What becomes of one text to one patient if it is sent now, or at `from` where that is later: the
 * gate's verdict with what the text itself forbids, and when it goes. Reads nothing, changes nothing.
 */
export function weighSend(facts: SendFacts, ask: WeighAsk): WeighedSend {
  const gated = gateSend(facts.gate, ask)
  const text = composeText(ask.body, templateValues(facts))
  const nothingDue = ask.needsDose && facts.doses.length === 0 ? "nothing_due" : null
  const leftOut = gated.warnings.every((one) => ask.accepts?.includes(one) ?? true)
    ? null
    : "left_out"
  const refusal = gated.refusal ?? nothingDue ?? (text.ok ? leftOut : text.reason)
  const verdict = { ...gated, refusal, heldUntil: refusal === null ? gated.heldUntil : null }
  const notBefore = Math.max(facts.gate.now, ask.from ?? 0, verdict.heldUntil ?? 0)
  const closes = facts.doses.map(({ closesAt }) => closesAt)
  const expiresAt = closes.length > 0 ? Math.min(...closes) : notBefore + WITHOUT_DOSES_MS
  return { verdict, text, notBefore, expiresAt }
}

/** The values of a text's variables for this patient; what is not known is null. */
export function templateValues(facts: SendFacts): TemplateValues {
  return valuesOf({
    ...facts,
    firstName: facts.patient.firstName,
    namesMedicines: facts.settings.namesMedicines,
  })
}

/** Whoever asks again about a dose that was asked about nudges. */
export function kindOfAsk(facts: SendFacts): MessageKind {
  const wasAsked = facts.gate.doses.some(({ asks }) => asks > 0)
  return facts.doses.length === 0 ? "manual" : wasAsked ? "nudge" : "reminder"
}
