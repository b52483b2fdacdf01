import { analyseText, costsMore } from "./segments"

/** `medicine` is for organizations whose texts may name medicines; see `variablesFor`. */
export const TEMPLATE_VARIABLES = ["firstName", "time", "organization", "medicine"] as const
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

/** The variables that an organization's texts may have. */
export function variablesFor({
  namesMedicines,
}: {
  namesMedicines: boolean
}): readonly TemplateVariable[] {
  return namesMedicines
    ? TEMPLATE_VARIABLES
    : TEMPLATE_VARIABLES.filter((name) => name !== "medicine")
}

function isVariable(name: string): name is TemplateVariable {
  return TEMPLATE_VARIABLES.some((variable) => variable === name)
}

/** Whether a text has the variable, as something to be filled. */
export function hasVariable(body: string, variable: TemplateVariable): boolean {
  return [...body.matchAll(VARIABLE)].some(([, name]) => name === variable)
}

/** The first thing in braces that is not a variable, or a brace without its other half. */
export function unknownVariable(body: string): string | null {
  for (const [, name = ""] of body.matchAll(VARIABLE)) if (!isVariable(name)) return name
  const stray = body.replace(VARIABLE, "").search(/[{}]/u)
  return stray < 0 ? null : (body.replace(VARIABLE, "").slice(stray).split(/\s/u)[0] ?? "{")
}

export function unknownVariableSentence(
  variable: string,
  listed: readonly TemplateVariable[] = variablesFor({ namesMedicines: false }),
): string {
  const names = listed.map((name) => `{${name}}`).join(", ")
  return `"${variable}" is not a variable. Use one of ${names}.`
}

/** Why a text could not be filled, for whoever writes it. */
function unresolvedSentence(variable: string): string {
  if (variable === "medicine") {
    return "There is no value for {medicine}, so nothing was sent: the text asks about no dose, or your organization's texts may not name medicines."
  }
  return `There is no value for {${variable}}, so nothing was sent.`
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
      const sentence = unresolvedSentence(name)
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
    const costs = { parts, units }
    if (longest === null || costsMore(costs, longest)) longest = { text: rendered.text, ...costs }
  }
  return longest?.text ?? null
}
