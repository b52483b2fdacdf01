import type { FigureKey } from "@/lib/doses/definitions"
import type { Translation } from "@/lib/i18n/catalogue"
import type { Translator } from "@/lib/i18n/translator"

/**
 * What a column holds, in the reader's language. The columns' names and what stands in the cells are
 * for machines too and stay as they are, whoever takes the file.
 */
export type Meaning = (say: Translator) => string

export function column(key: keyof Translation["files"]["columns"]): Meaning {
  return (say) => say(`files.columns.${key}`)
}

export type Unit = "share" | "shareOfMany" | `unit.${keyof Translation["files"]["unit"]}`

/** The figure's own definition, in what it is given, and what it is divided by. */
export function figureIn(key: FigureKey, unit: Unit): Meaning {
  return (say) => {
    const denominator = say(`adherence.definitions.${key}.denominator`)
    const definition = say(`adherence.definitions.${key}.definition`)
    return [definition, say(`files.${unit}`), say("files.of", { denominator })].join(" ")
  }
}

/** Which doses a figure is out of. */
export function denominatorOf(key: FigureKey): Meaning {
  return (say) => say(`adherence.definitions.${key}.denominator`)
}
