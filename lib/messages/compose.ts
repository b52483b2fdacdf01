import type { Refusal } from "./gate"
import { analyseText, MOST_PARTS } from "./segments"
import { renderTemplate, type TemplateValues } from "./template"

export type ComposedText =
  | { ok: true; body: string; parts: number; units: number }
  /** `reason` is for a patient among many, `sentence` for whoever writes the text. */
  | { ok: false; reason: Extract<Refusal, "no_value" | "too_long">; sentence: string }

/** The text as this patient gets it, normalised, or why it cannot be sent. Source: 5-sending, The text. */
export function composeText(body: string, values: TemplateValues): ComposedText {
  const rendered = renderTemplate(body, values)
  if (!rendered.ok) return { ok: false, reason: "no_value", sentence: rendered.sentence }
  const { normalised, parts, units } = analyseText(rendered.text.trim())
  if (normalised.trim() === "") {
    return { ok: false, reason: "no_value", sentence: "Write the text first." }
  }
  if (parts > MOST_PARTS) {
    const sentence = `This text takes ${parts} parts; at most ${MOST_PARTS} are sent. Shorten it.`
    return { ok: false, reason: "too_long", sentence }
  }
  return { ok: true, body: normalised, parts, units }
}
