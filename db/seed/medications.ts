import { localTimeAt } from "@/lib/local-date"
import type { Recurrence } from "@/lib/regimens/schedule"
import { type Instant, MINUTE_MS } from "@/lib/time"

export type Plan = {
  medication: string
  doseText: string
  times: string[]
  recurrence: Recurrence
}

const plan = (
  medication: string,
  doseText: string,
  times: string[],
  recurrence: Recurrence = { kind: "daily" },
): Plan => ({ medication, doseText, times, recurrence })

/** What a heart clinic prescribes; the times are spread so that some window is always open. */
const PLANS: readonly Plan[][] = [
  [
    plan("Apixaban", "1 tablet, 5 mg", ["08:00", "20:00"]),
    plan("Atorvastatin", "1 tablet, 20 mg", ["20:15"]),
  ],
  [
    plan("Metoprolol", "1 tablet, 50 mg", ["07:30", "19:30"]),
    plan("Lisinopril", "1 tablet, 10 mg", ["07:30"]),
  ],
  [
    plan("Furosemide", "1 tablet, 40 mg", ["07:00", "14:00"]),
    plan("Spironolactone", "1 tablet, 25 mg", ["07:00"]),
  ],
  [plan("Isosorbide dinitrate", "1 tablet, 20 mg", ["07:00", "12:00", "17:00"])],
  [plan("Hydralazine", "1 tablet, 25 mg", ["05:30", "11:30", "17:30", "23:00"])],
  [
    plan("Warfarin", "As on the card", ["17:00"]),
    plan("Digoxin", "1 tablet, 125 micrograms", ["09:00"], {
      kind: "weekdays",
      days: [1, 2, 3, 4, 5],
    }),
  ],
  [plan("Ramipril", "1 capsule, 5 mg", ["09:00", "21:00"])],
  [
    plan("Sacubitril/valsartan", "1 tablet, 49/51 mg", ["06:30", "18:30"]),
    plan("Eplerenone", "1 tablet, 25 mg", ["06:30"], { kind: "every", days: 2 }),
  ],
]

const DUE_NOW_EVERY = 2
const FIVE_MINUTES_MS = 5 * MINUTE_MS
const DUE_NOW_OFFSETS_MINUTES = [10, 25, -20, 15, -10, 5]

/** Whether patient number `index` has a dose due about now, which a person is left to remind of. */
export function isDueAboutNow(index: number): boolean {
  return index % DUE_NOW_EVERY === 0
}

/** Patient number `index`'s regimens; every other has a dose due about now, for trying things out. */
export function plansFor(index: number, now: Instant, timeZone: string): Plan[] {
  const plans = PLANS[index % PLANS.length] ?? []
  if (!isDueAboutNow(index)) return [...plans]
  const offset = DUE_NOW_OFFSETS_MINUTES[(index / DUE_NOW_EVERY) % DUE_NOW_OFFSETS_MINUTES.length]
  const due = Math.ceil(now / FIVE_MINUTES_MS) * FIVE_MINUTES_MS + (offset ?? 0) * MINUTE_MS
  return [plan("Bisoprolol", "1 tablet, 5 mg", [localTimeAt(due, timeZone)]), ...plans]
}
