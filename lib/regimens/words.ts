import { Temporal } from "temporal-polyfill"
import type { ExcuseKind } from "@/db/enums"
import type { LocalDate } from "@/lib/local-date"
import type { Recurrence, Slot, WindowOverrides } from "./schedule"

export const WEEKDAYS = [
  ...["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
]
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ")

export const EXCUSE_WORDS: Record<ExcuseKind, string> = {
  hospital: "In hospital",
  travel: "Travelling",
  on_hold: "On hold",
  other: "Other",
}

/** What a person is told of a schedule; dates are the patient's. */
export type ToldSchedule = {
  startDate: LocalDate
  endDate: LocalDate | null
  doseText: string
  slots: readonly Slot[]
  recurrence: Recurrence
  windows?: WindowOverrides | undefined
  isReminding: boolean
}

/** "Every day at 08:00 and 20:00"; a label follows its time in brackets. */
export function scheduleWords({ recurrence, slots }: Pick<ToldSchedule, "recurrence" | "slots">) {
  const times = slots.map(({ localTime, label }) => {
    const isName = label !== "" && label !== localTime
    return isName ? `${localTime} (${label})` : localTime
  })
  return `${recurrenceWords(recurrence)} at ${listed(times)}`
}

/** "Every day", "Monday to Friday", "Every 3 days", "21 days on, 7 days off,". */
function recurrenceWords(recurrence: Recurrence): string {
  switch (recurrence.kind) {
    case "daily":
      return "Every day"
    case "weekdays":
      return weekdayWords(recurrence.days)
    case "every":
      return recurrence.days === 1 ? "Every day" : `Every ${recurrence.days} days`
    case "cycle":
      return `${days(recurrence.on)} on, ${days(recurrence.off)} off,`
  }
}

function weekdayWords(given: readonly number[]): string {
  const inOrder = given.toSorted((a, b) => a - b)
  const [first = 1, last = 1] = [inOrder.at(0), inOrder.at(-1)]
  if (inOrder.length === 7) return "Every day"
  const isRun = inOrder.length > 2 && last - first === inOrder.length - 1
  if (isRun) return `${weekday(first)} to ${weekday(last)}`
  return `Every ${listed(inOrder.map(weekday))}`
}

/** "3 Mar", and "3 Mar 2025" in another year than `today`'s. */
export function dayWords(date: LocalDate, today: LocalDate): string {
  const { day, month, year } = Temporal.PlainDate.from(date)
  const isOther = !today.startsWith(`${String(year).padStart(4, "0")}-`)
  return `${day} ${MONTHS[month - 1]}${isOther ? ` ${year}` : ""}`
}

/** "a", "a and b", "a, b and c". */
function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ""
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`
}

const weekday = (iso: number) => WEEKDAYS[iso - 1] ?? ""
const days = (n: number) => (n === 1 ? "1 day" : `${n} days`)
