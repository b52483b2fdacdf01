import { composeText } from "@/lib/messages/compose"
import { analyseText, normaliseText, type TextAnalysis } from "@/lib/messages/segments"
import { renderTemplate } from "@/lib/messages/template"
import { checkTemplate } from "@/lib/messages/template-check"
import { valuesOf } from "@/lib/messages/template-values"
import type { PatientTimeline } from "@/lib/patients/timeline"
import { type ComposerFacts, firstText } from "@/lib/templates/composer"
import type { ChosenText } from "@/lib/templates/text-for"

/** What a person has chosen so far. */
export type Writing = {
  doseIds: readonly string[]
  templateId: string | null
  /** Null as long as nobody changed a word. */
  typed: string | null
}

export type Draft = {
  body: string
  /** Named only while the text is the template's own. */
  template: ChosenText["template"]
  /** As this patient gets it; null while a value is missing or the text is empty. */
  preview: string | null
  analysis: TextAnalysis
  /** What stands in the way of sending. */
  problem: DraftProblem | null
  /** What the template editor would refuse; a person may know better. */
  advice: DraftAdvice[]
}

/** `variable` is told with its braces. */
export type DraftProblem =
  | { kind: "noFirstName" | "noDose" | "medicines" | "noValue"; variable: string }
  | { kind: "unknown"; found: string }
  | { kind: "tooLong"; parts: number }
  | { kind: "empty" }

export type DraftAdvice = { kind: "carrier_word" | "symbol"; found: string }

/** Of a patient's page: the clock in which times are told, and the doses that may be asked about. */
export type DraftPatient = Pick<PatientTimeline, "doses"> & {
  patient: Pick<PatientTimeline["patient"], "zone">
}

/** The text of the composer with the patient's real values, exactly as the server will make it. */
export function draftOf(timeline: DraftPatient, facts: ComposerFacts, writing: Writing): Draft {
  const asked = timeline.doses.filter(({ id }) => writing.doseIds.includes(id))
  const base = baseOf(facts, writing, asked)
  const body = writing.typed ?? base.body
  const template = body === base.body ? base.template : null
  const values = valuesOf({ ...facts, timeZone: timeline.patient.zone, doses: asked })
  const composed = composeText(body, values)
  const rendered = renderTemplate(body, values)
  const preview = rendered.ok && body.trim() !== "" ? normaliseText(rendered.text.trim()) : null
  return {
    ...{ body, template, preview },
    analysis: analyseText(preview ?? body),
    problem: body.trim() === "" || composed.ok ? null : problemOf(rendered, facts),
    advice: checkTemplate(body, { namesMedicines: true }).flatMap(({ kind, found }) =>
      kind === "carrier_word" || kind === "symbol" ? [{ kind, found }] : [],
    ),
  }
}

function baseOf(
  facts: ComposerFacts,
  { templateId }: Writing,
  asked: PatientTimeline["doses"],
): ChosenText {
  const chosen = facts.templates.find(({ id }) => id === templateId)
  if (chosen) return { body: chosen.body, template: { id: chosen.id, version: chosen.version } }
  const wasAsked = asked.some(({ reminded }) => reminded)
  return firstText(facts, { doseCount: asked.length, wasAsked })
}

function problemOf(
  rendered: ReturnType<typeof renderTemplate>,
  facts: ComposerFacts,
): DraftProblem {
  if (rendered.ok) {
    const { normalised, parts } = analyseText(rendered.text.trim())
    return normalised.trim() === "" ? { kind: "empty" } : { kind: "tooLong", parts }
  }
  if (rendered.reason === "unknown_variable") return { kind: "unknown", found: rendered.variable }
  const variable = `{${rendered.variable}}`
  if (rendered.variable === "firstName") return { kind: "noFirstName", variable }
  if (rendered.variable === "medicine" && !facts.namesMedicines) {
    return { kind: "medicines", variable }
  }
  const isOfDose = rendered.variable === "time" || rendered.variable === "medicine"
  return { kind: isOfDose ? "noDose" : "noValue", variable }
}
