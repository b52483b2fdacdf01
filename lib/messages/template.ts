import { analyseText } from "./segments"

export const TEMPLATE_VARIABLES = ["firstName", "time", "organization"] as const
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number]
export type TemplateValues = Partial<Record<TemplateVariable, string | null>>

export type RenderedTemplate =
  | { ok: true; text: string }
  | {
      ok: false
      reason: "unresolved_variable" | "unknown_variable"
      /** The variable without braces, or the stray piece of text. */
      variable: string
      sentence: string
    }

const VARIABLE = /\{([^{}]*)\}/gu
const LISTED = TEMPLATE_VARIABLES.map((name) => `{${name}}`).join(", ")

function isVariable(name: string): name is TemplateVariable {
  return TEMPLATE_VARIABLES.some((variable) => variable === name)
}

/** The first thing in braces that is not a variable, or a brace without its other half. */
export function unknownVariable(body: string): string | null {
  for (const [, name = ""] of body.matchAll(VARIABLE)) if (!isVariable(name)) return name
  const stray = body.replace(VARIABLE, "").search(/[{}]/u)
  return stray < 0 ? null : (body.replace(VARIABLE, "").slice(stray).split(/\s/u)[0] ?? "{")
}

export function unknownVariableSentence(variable: string): string {
  return `"${variable}" is not a variable. Use one of ${LISTED}.`
}

/**
 * Puts values into a template, in one pass, so that a value is never read as a template. A missing
 * or blank value is a failure that names the variable: a text with a hole in it is not sent.
 */
export function renderTemplate(body: string, values: TemplateValues): RenderedTemplate {
  const unknown = unknownVariable(body)
  if (unknown !== null) {
    const sentence = unknownVariableSentence(unknown)
    return { ok: false, reason: "unknown_variable", variable: unknown, sentence }
  }
  const filled = new Map<string, string>()
  for (const [, name = ""] of body.matchAll(VARIABLE)) {
    const value = isVariable(name) ? (values[name]?.replace(/\s+/gu, " ").trim() ?? "") : ""
    if (value === "") {
      const sentence = `There is no value for {${name}}, so nothing was sent.`
      return { ok: false, reason: "unresolved_variable", variable: name, sentence }
    }
    filled.set(name, value)
  }
  return { ok: true, text: body.replace(VARIABLE, (_, name: string) => filled.get(name) ?? "") }
}

/**
 * The rendering that costs most among the people it would really go to: previews show the longest
 * real value. People for whom it cannot be rendered are passed over; null when nobody is left.
 */
export function longestRendering(body: string, people: readonly TemplateValues[]): string | null {
  let longest: { text: string; parts: number; units: number } | null = null
  for (const values of people) {
    const rendered = renderTemplate(body, values)
    if (!rendered.ok) continue
    const { parts, units } = analyseText(rendered.text)
    const longer =
      longest === null ||
      parts > longest.parts ||
      (parts === longest.parts && units > longest.units)
    if (longer) longest = { text: rendered.text, parts, units }
  }
  return longest?.text ?? null
}
