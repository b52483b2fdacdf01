import { hasVariable, unknownVariable, unknownVariableSentence, variablesFor } from "./template"

export type TemplateProblem = {
  kind: "empty" | "unknown_variable" | "medicine" | "carrier_word" | "symbol"
  /** What in the text is at fault; empty for an empty text. */
  found: string
  sentence: string
}

/** Words that carriers swallow as consent (design, Replies), so that no answer would arrive. */
const CARRIER = "stopall|stop|end|cancel|quit|unsubscribe|yes|no"
const ASK =
  "reply|respond|answer|text|send|type|write|say|enter|confirm|responda|responde|conteste|envíe|envie|répondez|envoyez|antworten sie|senden sie"
const FILLER =
  "(?:(?:back|us|with|by|sending|using|the|word|words|message|code|a|either|just|please|text|mit|par|con|com) |: ?)*"
const QUOTE = "[\"'“”‘’«»(]?"
/** What may follow a word that is asked for; "reply no later than 9" asks for nothing. */
const AFTER =
  "(?=[\"'”’»)]|\\s*(?:$|[.,;:!/\\n=-])|\\s+(?:or|and|if|when|once|after|to|for|as|otherwise|back|now|at|by|before|within|today|tonight|here|please|o|ou|oder|si)(?!\\p{L}))"
const WORD = `${QUOTE}(?<!\\p{L})(${CARRIER})(?!\\p{L})${AFTER}`

const ASKED_FIRST = new RegExp(`(?<!\\p{L})(?:${ASK})(?: |: ?)${FILLER}${WORD}`, "giu")
const ASKED_NEXT = new RegExp(
  `(?<!\\p{L})(?:${ASK})(?!\\p{L})[^.!?\\n]*?(?:,|/|(?<!\\p{L})(?:or|and|o|ou|oder))\\s*${WORD}`,
  "giu",
)
const EITHER_OR = /(?<!\p{L})(yes|no)["'”’)]?\s*(?:\/|or|\|)\s*["'“‘(]?(?:yes|no)(?!\p{L})/giu
const KEYED =
  /(?<!(?:for|means|=|:)\s*["“'‘]?)(?<!\p{L})(YES|NO|STOP|END|CANCEL|QUIT)["”'’]?\s*(?:=|if|when)/gu
const ASKS = [ASKED_FIRST, ASKED_NEXT, EITHER_OR, KEYED]

/** "Reply STOP to opt out" asks the carrier to do exactly what carriers do, and is often required. */
const OPT_OUT_LINE =
  /(?<!\p{L})["'“‘]?(?:stop|unsubscribe|end|cancel|quit)["'”’]?\s+(?:to|if you (?:want|wish) to)\s+(?:opt[- ]?out|unsubscribe|stop|end|cancel)(?!\p{L})/giu

const SYMBOLS: ReadonlyArray<readonly [RegExp, string]> = [
  [/½/gu, "half"],
  [/¼/gu, "a quarter"],
  [/¾/gu, "three quarters"],
  [/[⅐-⅞↉]|\d?\u{2044}\d?/gu, "the fraction in words"],
  [/µ|μ(?=[glGL](?!\p{L}))/gu, "micro (for example micrograms)"],
]

function symbolProblems(body: string): TemplateProblem[] {
  return SYMBOLS.flatMap(([pattern, words]) => {
    const found = body.match(pattern)?.[0]
    if (found === undefined) return []
    const sentence = `Write ${words} instead of "${found}": a phone may show it as another amount.`
    return [{ kind: "symbol" as const, found, sentence }]
  })
}

function carrierProblems(body: string): TemplateProblem[] {
  const asking = body.replace(OPT_OUT_LINE, "1")
  const words = new Set<string>()
  for (const pattern of ASKS) {
    for (const [, word = ""] of asking.matchAll(pattern)) words.add(word.toUpperCase())
  }
  return [...words].map((found) => ({
    kind: "carrier_word" as const,
    found,
    sentence: `Carriers may keep the answer "${found}" to themselves. Ask for 1 and 2 instead.`,
  }))
}

/**
 * What the template editor refuses, each with a sentence for the field; empty when all is well.
 * `namesMedicines` is the organization's word on texts that name a medicine. Length is not judged
 * here: it depends on the values (`longestRendering`, `analyseText`).
 */
export function checkTemplate(
  body: string,
  { namesMedicines }: { namesMedicines: boolean } = { namesMedicines: false },
): TemplateProblem[] {
  if (body.trim() === "") return [{ kind: "empty", found: "", sentence: "Write the text first." }]
  return [
    ...variableProblems(body, namesMedicines),
    ...carrierProblems(body),
    ...symbolProblems(body),
  ]
}

function variableProblems(body: string, namesMedicines: boolean): TemplateProblem[] {
  const unknown = unknownVariable(body)
  if (unknown !== null) {
    const sentence = unknownVariableSentence(unknown, variablesFor({ namesMedicines }))
    return [{ kind: "unknown_variable", found: unknown, sentence }]
  }
  if (namesMedicines || !hasVariable(body, "medicine")) return []
  const sentence =
    "Your organization's texts may not name medicines. Leave {medicine} out, or allow it in Settings, Organization."
  return [{ kind: "medicine", found: "medicine", sentence }]
}
