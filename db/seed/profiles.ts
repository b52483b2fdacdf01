import { DAY_MS, type Instant, MINUTE_MS } from "@/lib/time"
import type { Random } from "./random"

/** One reminder that fell due in the past. */
export type Moment = {
  dueAt: Instant
  closesAt: Instant
  now: Instant
  /** Of the patient's wall clock, 0 to 23. */
  hour: number
  random: Random
}

/** What became of it. `words` are the patient's; a second answer contradicts or mends the first. */
export type Course =
  | { kind: "silent" }
  | { kind: "answered"; answers: { words: string; afterMs: number }[] }
  /** Staff reached the patient afterwards. */
  | { kind: "confirmed"; reason: string }
  | { kind: "excused"; reason: string }
  | { kind: "failed"; reason: string }
  | { kind: "unknown"; reason: string }
  | { kind: "withheld"; reason: string }

export type Profile = { historyDays: number; course: (moment: Moment) => Course }

const MORNING_ENDS = 11
const EVENING_STARTS = 18
const TAKEN_WORDS = [
  "1",
  "1",
  "1",
  "1",
  "1.",
  "Taken",
  "Medication Taken",
  "1 thanks",
  "done",
  "yes",
] as const
const REFUSED_WORDS = ["2", "2", "Not taken", "no"] as const

const daysAgo = ({ dueAt, now }: Moment) => (now - dueAt) / DAY_MS
const silent: Course = { kind: "silent" }

const says = (words: string, minutes: number): Course => ({
  kind: "answered",
  answers: [{ words, afterMs: minutes * MINUTE_MS }],
})
const taken = ({ random }: Moment, from = 1, to = 45): Course =>
  says(random.pick(TAKEN_WORDS), random.between(from, to))
const refused = ({ random }: Moment): Course =>
  says(random.pick(REFUSED_WORDS), random.between(3, 60))

/** Takes with a probability, else mostly stays silent. */
const mostly = (moment: Moment, probability: number): Course => {
  if (moment.random.chance(probability)) return taken(moment)
  return moment.random.chance(0.15) ? refused(moment) : silent
}

const HISTORY_DAYS = 90
const profile = (course: Profile["course"], historyDays = HISTORY_DAYS): Profile => ({
  historyDays,
  course,
})

export const steady = profile((m) => mostly(m, 0.97))
const forgetsMornings = profile((m) => mostly(m, m.hour < MORNING_ENDS ? 0.4 : 0.95))
const wentSilent = profile((m) => (daysAgo(m) < 5 ? silent : mostly(m, 0.96)))
const refusesEvenings = profile((m) =>
  m.hour >= EVENING_STARTS && m.random.chance(0.6) ? refused(m) : mostly(m, 0.95),
)
const travelled = profile((m) => {
  const days = daysAgo(m)
  if (days > 6 && days < 13) return { kind: "excused", reason: "Travelling" }
  return mostly(m, 0.93)
})
const optedOut = profile((m) => (daysAgo(m) < 20 ? says("STOP", 4) : mostly(m, 0.6)))
const contradicts = profile((m) => {
  const days = daysAgo(m)
  if (!(days > 0.5 && days < 1.9) && !m.random.chance(0.04)) return mostly(m, 0.9)
  const first = m.random.between(3, 20)
  return {
    kind: "answered",
    answers: [
      { words: "1", afterMs: first * MINUTE_MS },
      { words: "no", afterMs: (first + 25) * MINUTE_MS },
    ],
  }
})
const answersLate = profile((m) => (m.random.chance(0.75) ? taken(m, 125, 300) : mostly(m, 0.8)))
const improving = profile((m) => mostly(m, Math.min(0.96, 1.05 - daysAgo(m) / 130)))
const declining = profile((m) => mostly(m, daysAgo(m) < 8 ? 0.35 : 0.95))
const half = profile((m) => mostly(m, 0.58))
const unlucky = profile((m) => {
  if (daysAgo(m) < 1.2) return { kind: "failed", reason: "PHONE_NUMBER_NOT_VALID" }
  return mostly(m, 0.85)
})
const newcomer = profile((m) => mostly(m, 0.9), 3)
const calledOften = profile((m) =>
  m.random.chance(0.25) && daysAgo(m) > 1
    ? { kind: "confirmed", reason: "Reached by phone" }
    : mostly(m, 0.8),
)
const neverAnswers = profile(() => silent)
/** The last text of the day before has no known fate. */
const uncertain = profile((m) =>
  daysAgo(m) < 0.85 && m.closesAt < m.now
    ? { kind: "unknown", reason: "TIMEOUT" }
    : mostly(m, 0.88),
)
const changesMind = profile((m) =>
  m.random.chance(0.2)
    ? {
        kind: "answered",
        answers: [
          { words: "not yet", afterMs: 10 * MINUTE_MS },
          { words: "1", afterMs: 50 * MINUTE_MS },
        ],
      }
    : mostly(m, 0.9),
)

/** Reports last night's dose again an hour later, as if it had been taken twice. */
const answersTwice = profile((m) => {
  const days = daysAgo(m)
  if (!(days > 0.4 && days < 1.3)) return mostly(m, 0.96)
  return {
    kind: "answered",
    answers: [
      { words: "1", afterMs: 6 * MINUTE_MS },
      { words: "Taken", afterMs: 75 * MINUTE_MS },
    ],
  }
})

/** One who asks, one who worries, one who writes freely: their latest answer needs a person. */
const lately = (words: string) =>
  profile((m) => {
    const days = daysAgo(m)
    const isTheOne = days > 0.25 && days < 0.85
    return isTheOne ? says(words, m.random.between(4, 30)) : mostly(m, 0.92)
  })
export const asks = lately("Should I take it with food?")
const worries = lately("Took it, now I have chest pain")
const writesFreely = lately("haven't taken it yet, pharmacy was closed")

export const PROFILES: readonly Profile[] = [
  steady,
  forgetsMornings,
  wentSilent,
  refusesEvenings,
  optedOut,
  contradicts,
  steady,
  answersLate,
  worries,
  answersTwice,
  declining,
  asks,
  steady,
  travelled,
  half,
  improving,
  changesMind,
  unlucky,
  neverAnswers,
  steady,
  calledOften,
  writesFreely,
  newcomer,
  uncertain,
]

/** For a number that several people have: BioT loses the reply before it reaches us. */
export const unheard = neverAnswers
/** Of whom BioT shows no number. */
export const withoutPhone = profile(() => ({ kind: "withheld", reason: "no_phone" }))
/** Disabled in BioT: nobody is texted. */
export const disabled = profile((m) =>
  daysAgo(m) < 12 ? { kind: "withheld", reason: "patient_disabled" } : mostly(m, 0.7),
)
