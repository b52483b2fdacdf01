import { classify } from "../classify"
import { LANGUAGES, languageFor } from "../languages/registry"
import { CONFIDENCE_WORDS, INTENT_WORDS, SAFETY_LEVEL_WORDS } from "../words"
import { VECTORS } from "./all"
import type { Vector, VectorGroup } from "./vector"

const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\u{20e3}|\u{a0}|\u{200a}/gu

/** What cannot be seen, by name: a line's end as an arrow, anything else as its code point. */
function shown(text: string): string {
  const visible = text
    .replace(/\r?\n/gu, "↵")
    .replace(/\t/gu, "⇥")
    .replace(INVISIBLE, (sign) => `⟨U+${sign.codePointAt(0)?.toString(16).toUpperCase()}⟩`)
  if (visible.trim() === "") return visible === "" ? "(nothing)" : `(${visible.length} blanks)`
  return `\`${visible.replaceAll("|", "\\|")}\``
}

const nameOf = ({ locale }: VectorGroup) => languageFor(locale)?.name ?? "None"

function rowOf(group: VectorGroup, [text, intent, confidence, safety]: Vector): string {
  const found = classify(text, group.locale, group.optedOut ?? false).safety
  const alarm =
    safety && found ? `Alarm, ${SAFETY_LEVEL_WORDS[found.level]}: “${found.phrase}”` : ""
  const note = [group.optedOut ? "Had opted out" : "", alarm]
    .filter((part) => part !== "")
    .join(". ")
  const cells = [
    shown(text),
    nameOf(group),
    INTENT_WORDS[intent],
    CONFIDENCE_WORDS[confidence],
    note,
  ]
  return `| ${cells.join(" | ")} |`
}

function sectionOf(group: VectorGroup): string {
  const head = "| Text | Language | Reading | Certainty | Note |\n| --- | --- | --- | --- | --- |"
  return `## ${group.heading}\n\n${head}\n${group.rows.map((row) => rowOf(group, row)).join("\n")}`
}

/** Every promised reading as a Markdown page for clinicians; `docs/reading-replies.md` holds it. */
export function readingTable(): string {
  const count = VECTORS.flatMap(({ rows }) => rows).length
  const names = LANGUAGES.map(({ name }) => name)
  const intro = `# How replies are read

${count} texts and what each means to the portal, in ${names.slice(0, -1).join(", ")} and ${names.at(-1)}. Each is a test. “Taken” and “Not taken” of high certainty count by themselves; of medium certainty only if it is clear which reminder they answer. Everything else waits for a person in Review. A text with an alarm is never counted by itself, whatever else it says, and opens an urgent task.

In a phrase of an alarm, \`…\` stands for up to three words and a closing \`-\` for any ending. Alarms are looked for in every language, negated or not. \`↵\` is a new line.

Made by \`npm run docs:replies\` from \`lib/replies/vectors/\`; to change a reading, change \`lib/replies/languages/\` there, not here.`
  return `${[intro, ...VECTORS.map(sectionOf)].join("\n\n")}\n`
}
