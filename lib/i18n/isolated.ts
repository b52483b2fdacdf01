import { directionOf } from "./languages"

/** A name inside a sentence of the other direction, where no element can hold it apart. */
export function isolated(name: string, language: string): string {
  return directionOf(language) === "rtl" ? `\u2068${name}\u2069` : name
}
