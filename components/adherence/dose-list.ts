import { type Behind, dosesBehind, OPENABLE_FIGURES, type OpenableFigure } from "@/lib/doses/behind"
import { type FigureRange, isTaken } from "@/lib/doses/figures"
import { type Pattern, patternKey, patterns } from "@/lib/doses/patterns"
import { addDays } from "@/lib/local-date"
import { type PatientTimeline, SHORT_PERIODS, type TimelineDose } from "@/lib/patients/timeline"

/** Over which doses a figure was made: the chosen days, the last 7 or 30, or one regimen's. */
export type Scope = "period" | (typeof SHORT_PERIODS)[number] | { regimenId: string }

/** A number on the page that opens to its doses. */
export type ListRef =
  | { kind: "figure"; figure: OpenableFigure; scope: Scope }
  | { kind: "pattern"; key: string }

export type DoseList = Behind<TimelineDose> & { ref: ListRef; pattern: Pattern | null }

const PATTERN = "pattern."
const REGIMEN = "of."

/** As an address names it: "onTime", "rate.7", "rate.of.<regimen>", "pattern.weekday.7". */
export function listText(ref: ListRef): string {
  if (ref.kind === "pattern") return `${PATTERN}${ref.key}`
  const { figure, scope } = ref
  if (scope === "period") return figure
  return typeof scope === "number" ? `${figure}.${scope}` : `${figure}.${REGIMEN}${scope.regimenId}`
}

/** Null for what names no list. */
export function readListRef(text: string | null | undefined): ListRef | null {
  if (!text) return null
  if (text.startsWith(PATTERN)) return { kind: "pattern", key: text.slice(PATTERN.length) }
  const [name, ...rest] = text.split(".")
  const figure = OPENABLE_FIGURES.find((each) => each === name)
  const scope = scopeOf(rest.join("."))
  return figure && scope ? { kind: "figure", figure, scope } : null
}

function scopeOf(text: string): Scope | null {
  if (text === "") return "period"
  if (text.startsWith(REGIMEN)) return { regimenId: text.slice(REGIMEN.length) }
  return SHORT_PERIODS.find((days) => String(days) === text) ?? null
}

type Read = Pick<PatientTimeline, "doses" | "fromDate" | "toDate" | "today" | "now">

/** The days of a scope; those of the short figures always end today. */
export function rangeOf(scope: Scope, timeline: Read): FigureRange {
  if (typeof scope !== "number") return periodRange(timeline)
  const { today, now } = timeline
  return { fromDate: addDays(today, 1 - scope), toDate: today, now }
}

/** A period that is over ends with its last window: a gap at its end does not grow until today. */
export function periodRange({ doses, fromDate, toDate, today, now }: Read): FigureRange {
  if (toDate >= today) return { fromDate, toDate, now }
  const within = doses.filter(({ localDate: on }) => on >= fromDate && on <= toDate)
  const last = within.reduce((latest, { closesAt }) => Math.max(latest, closesAt), 0)
  return { fromDate, toDate, now: last === 0 ? now : Math.min(last, now) }
}

/** The doses behind a number as it stands now; null for a pattern that no longer holds. */
export function doseList(ref: ListRef, timeline: Read): DoseList | null {
  if (ref.kind === "figure") {
    const { figure, scope } = ref
    const doses = typeof scope === "object" ? ofRegimen(timeline.doses, scope) : timeline.doses
    return { ...dosesBehind(figure, doses, rangeOf(scope, timeline)), ref, pattern: null }
  }
  const found = patterns(timeline.doses, rangeOf("period", timeline))
  const pattern = found.find((each) => patternKey(each) === ref.key)
  if (!pattern) return null
  const ids = new Set(pattern.doseIds)
  const doses = timeline.doses.filter(({ id }) => ids.has(id))
  const counted = doses.filter(({ state }) => isTaken(state))
  const rest = doses.filter(({ state }) => !isTaken(state))
  return {
    ...{ counted, rest, part: counted.length, whole: doses.length, unit: "doses" },
    ...{ ref, pattern },
  }
}

export function ofRegimen(
  doses: readonly TimelineDose[],
  { regimenId }: { regimenId: string },
): TimelineDose[] {
  return doses.filter((dose) => dose.regimenId === regimenId)
}
