import { DEFAULT_LANGUAGE, type Language } from "@/lib/i18n/languages"
import type { LocalDate } from "@/lib/local-date"
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from "@/lib/time"

// Spelled here and not by Intl: Node and browsers disagree on "Sep" and "Sept".
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")

type Form = "day" | "weekday" | "full"

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const
const DAY = { day: "numeric", month: "short" } as const
const FORMS: Record<Form, Intl.DateTimeFormatOptions> = {
  day: DAY,
  weekday: { ...DAY, weekday: "short" },
  full: { ...DAY, weekday: "short", year: "numeric" },
}

// Making a format takes longer than a hundred uses of it.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat {
  const known = formats.get(key)
  if (known) return known
  const made = make()
  formats.set(key, made)
  return made
}

type Parts = {
  weekday: string
  day: number
  month: number
  year: number
  clock: string
  second: string
  offset: string
}

function partsOf(instant: Instant, zone: string): Parts {
  const format = formatFor(zone, () => {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      ...CLOCK,
      weekday: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      second: "2-digit",
      timeZoneName: "longOffset",
    })
  })
  const of: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(instant)) of[type] = value
  return {
    weekday: of.weekday ?? "",
    day: Number(of.day),
    month: Number(of.month),
    year: Number(of.year),
    clock: `${of.hour}:${of.minute}`,
    second: of.second ?? "00",
    offset: of.timeZoneName ?? "",
  }
}

function dateIn(instant: Instant, zone: string, form: Form, language: Language): string {
  if (language === "en") {
    const { weekday, day, month, year } = partsOf(instant, zone)
    const date = `${day} ${MONTHS[month - 1]}`
    if (form === "day") return date
    return form === "weekday" ? `${weekday} ${date}` : `${weekday} ${date} ${year}`
  }
  const key = `${language} ${form} ${zone}`
  return formatFor(key, () => {
    return new Intl.DateTimeFormat(language, { ...FORMS[form], timeZone: zone })
  }).format(instant)
}

/** "Tue 3 Nov", in the reader's language. */
export function dateWords(date: LocalDate, language: Language = DEFAULT_LANGUAGE): string {
  return dateIn(Date.parse(`${date}T00:00Z`), "UTC", "weekday", language)
}

/** "3 Nov", where the weekday goes without saying. */
export function dayWords(date: LocalDate, language: Language = DEFAULT_LANGUAGE): string {
  return dateIn(Date.parse(`${date}T00:00Z`), "UTC", "day", language)
}

/** "Tue 3 Nov 2026, 08:12:47, Europe/Berlin (GMT+01:00)". */
export function exactTime(
  instant: Instant,
  zone: string,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const { clock, second, offset } = partsOf(instant, zone)
  return `${dateIn(instant, zone, "full", language)}, ${clock}:${second}, ${zone} (${offset})`
}

/** "3 Nov, 08:12", and the year where it is not this one. */
export function shortTime(
  instant: Instant,
  zone: string,
  now: Instant,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const { year, clock } = partsOf(instant, zone)
  const other = partsOf(now, zone).year === year ? "" : ` ${year}`
  return `${dateIn(instant, zone, "day", language)}${other}, ${clock}`
}

/** "08:12". */
export function clockTime(instant: Instant, zone: string): string {
  return partsOf(instant, zone).clock
}

/** "just now", "8 min ago", "3 h ago", "in 20 min"; after two days the date itself. */
export function relativeTime(
  instant: Instant,
  zone: string,
  now: Instant,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const away = Math.abs(now - instant)
  const amount = amountOf(away)
  if (!amount) return shortTime(instant, zone, now, language)
  const isPast = instant <= now
  if (language !== "en") return inLanguage(amount, isPast, language)
  if (amount.count === 0) return "just now"
  const words = `${amount.count} ${UNITS[amount.unit]}`
  return isPast ? `${words} ago` : `in ${words}`
}

type Amount = { count: number; unit: "minute" | "hour" | "day" }

// English keeps to symbols, where Intl writes "hr".
const UNITS: Record<Amount["unit"], string> = { minute: "min", hour: "h", day: "day" }

function amountOf(ms: number): Amount | undefined {
  if (ms < HOUR_MS) return { count: Math.floor(ms / MINUTE_MS), unit: "minute" }
  if (ms < DAY_MS) return { count: Math.floor(ms / HOUR_MS), unit: "hour" }
  if (ms < 2 * DAY_MS) return { count: 1, unit: "day" }
  return undefined
}

const relatives = new Map<Language, Record<"now" | "away", Intl.RelativeTimeFormat>>()

function inLanguage({ count, unit }: Amount, isPast: boolean, language: Language): string {
  let formats = relatives.get(language)
  if (!formats) {
    const style = language === "he" ? "long" : "short"
    formats = {
      now: new Intl.RelativeTimeFormat(language, { numeric: "auto" }),
      away: new Intl.RelativeTimeFormat(language, { style, numeric: "always" }),
    }
    relatives.set(language, formats)
  }
  if (count === 0) return formats.now.format(0, "second")
  // Intl's Hebrew says "an hour" and "two hours" and repeats the number in brackets.
  return formats.away.format(isPast ? -count : count, unit).replace(/ \(\d\)$/, "")
}

/** Whether clocks on both walls show the same at that moment, whatever the zones are called. */
export function isSameClock(instant: Instant, zone: string, other: string): boolean {
  return zone === other || partsOf(instant, zone).offset === partsOf(instant, other).offset
}

/** "02:12" where somebody else is, with the day if it is another one there: "Wed 4 Nov, 02:12". */
export function timeElsewhere(
  instant: Instant,
  zone: string,
  elsewhere: string,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const there = partsOf(instant, elsewhere)
  if (there.day === partsOf(instant, zone).day) return there.clock
  return `${dateIn(instant, elsewhere, "weekday", language)}, ${there.clock}`
}

/** "3 Nov 2026, 20:02": for who is told the place as well. */
export function dateTime(
  instant: Instant,
  zone: string,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const { year, clock } = partsOf(instant, zone)
  const date = dateIn(instant, zone, "day", language)
  return `${date} ${year}, ${clock}`
}

/** "New York" of "America/New_York". */
export function placeOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ")
}
