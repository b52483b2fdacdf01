import { analyseText, MOST_PARTS } from "@/lib/messages/segments"
import { checkTemplate, type TemplateProblem } from "@/lib/messages/template-check"

/** `parts`: of a text that is too long. */
export type TemplateRefusal =
  | TemplateProblem
  | { kind: "too_long"; parts: number; sentence: string }

/**
 * Why a text cannot be kept as a template; empty when it can. A text that is too long even with
 * nothing in its variables could be sent to nobody.
 */
export function templateRefusals(body: string, of: { namesMedicines: boolean }): TemplateRefusal[] {
  const problems = checkTemplate(body, of)
  if (problems.length > 0) return problems
  const { parts, tooLong } = analyseText(body.replace(/\{[^{}]*\}/gu, ""))
  if (!tooLong) return []
  const sentence = `This text takes ${parts} parts before any value is filled in; at most ${MOST_PARTS} are sent.`
  return [{ kind: "too_long", parts, sentence }]
}
