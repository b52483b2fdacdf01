import { directionOf } from "@/lib/i18n/languages"

/** Fills a pattern that has no plurals: a year has 1,400 cells, too many to format each by ICU. */
export function fillWords(pattern: string, values: Record<string, string>): string {
  return pattern.replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot)
}

/** A name inside a sentence that may run the other way, as `<bdi>` would isolate it. */
export function isolated(name: string, language: string): string {
  return directionOf(language) === "rtl" ? `\u2068${name}\u2069` : name
}
