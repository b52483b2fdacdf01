import { localDateSchema } from "@/lib/regimens/schedule"
import {
  type Period,
  type PeriodProblem,
  problemOf,
  REPORT_DAYS,
  USUAL_REPORT_DAYS,
} from "./period"

type Given = Record<string, string | string[] | undefined>

/** The period in an address; of days that cannot be reported on, why, and the usual one instead. */
export function readPeriod(given: Given): { period: Period; problem: PeriodProblem | null } {
  const from = localDateSchema.safeParse(given.from)
  const to = localDateSchema.safeParse(given.to)
  const usual: Period = { kind: "last", days: USUAL_REPORT_DAYS }
  if (from.success && to.success) {
    const problem = problemOf({ from: from.data, to: to.data })
    if (problem) return { period: usual, problem }
    return { period: { kind: "named", from: from.data, to: to.data }, problem: null }
  }
  const days = REPORT_DAYS.find((each) => String(each) === given.days)
  return { period: days ? { kind: "last", days } : usual, problem: null }
}
