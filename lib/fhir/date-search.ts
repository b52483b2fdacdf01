import { Temporal } from "temporal-polyfill"
import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"

/** From `from` on and before `to`; null is open. */
export type DateRange = { from: Instant | null; to: Instant | null }

const VALUE =
  /^(eq|ge|gt|le|lt)?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?)?)?$/

/**
 * What a `date` parameter asks, such as `ge2026-11-01`; days, months and years are UTC's. Given
 * twice, both hold. Null for what R4 does not have or we do not know. Source: R4 search, date.
 */
export function dateRange(values: readonly string[]): DateRange | null {
  const range: DateRange = { from: null, to: null }
  for (const value of values) {
    const asked = readValue(value)
    if (!asked) return null
    if (asked.from !== null) range.from = Math.max(range.from ?? asked.from, asked.from)
    if (asked.to !== null) range.to = Math.min(range.to ?? asked.to, asked.to)
  }
  return range
}

function readValue(value: string): DateRange | null {
  const [, prefix = "eq", year, month, day, time, second, fraction, zone] = VALUE.exec(value) ?? []
  if (!year) return null
  const span =
    time && zone
      ? instantSpan(`${year}-${month}-${day}T${time}:${second ?? "00"}${fraction ?? ""}${zone}`, {
          ms: second === undefined ? MINUTE_MS : fraction === undefined ? SECOND_MS : 1,
        })
      : daySpan({ year, month, day })
  if (!span) return null
  const [start, end] = span
  const ranges: Record<string, DateRange> = {
    eq: { from: start, to: end },
    ge: { from: start, to: null },
    gt: { from: end, to: null },
    le: { from: null, to: end },
    lt: { from: null, to: start },
  }
  return ranges[prefix] ?? null
}

function instantSpan(text: string, { ms }: { ms: number }): [Instant, Instant] | null {
  try {
    const start = Temporal.Instant.from(text).epochMilliseconds
    return [start, start + ms]
  } catch {
    return null
  }
}

function daySpan(of: {
  year: string
  month: string | undefined
  day: string | undefined
}): [Instant, Instant] | null {
  const length = of.day ? { days: 1 } : of.month ? { months: 1 } : { years: 1 }
  try {
    const first = Temporal.PlainDate.from(`${of.year}-${of.month ?? "01"}-${of.day ?? "01"}`)
    const at = (date: Temporal.PlainDate) => date.toZonedDateTime("UTC").epochMilliseconds
    return [at(first), at(first.add(length))]
  } catch {
    return null
  }
}
