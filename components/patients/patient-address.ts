import { type ListRef, listText, readListRef } from "@/components/adherence/dose-list"
import { daysBetween } from "@/lib/local-date"
import { PERIOD_DAYS, type Period, periodParams, readPeriod } from "@/lib/patients/period"
import type { Instant } from "@/lib/time"

const LEAST_AROUND_DAYS = 30

/** What of a patient's page is open and chosen; all of it stands in the address. */
export type PatientAddress = {
  period: Period
  /** The period that it is compared with: other dates, or as many days right before. */
  versus: Period | "before" | null
  /** The number whose doses are listed. */
  list: ListRef | null
  doseId: string | null
  /** The rule of attention whose doses are marked. */
  marked: string | null
}

export type AskedParams = Partial<Record<string, string>>

export function readAddress(asked: AskedParams, now: Instant): PatientAddress {
  const { days, from, to, exact, vs, vsFrom, vsTo, list, dose, marked } = asked
  const other = readPeriod({ from: vsFrom, to: vsTo })
  const period = readPeriod({ days, from, to })
  return {
    period: marked && exact === undefined ? around(period, now) : period,
    versus: "from" in other ? other : vs === "before" ? "before" : null,
    list: readListRef(list),
    doseId: dose ?? null,
    marked: marked ?? null,
  }
}

/**
 * A rule may rest on two days, which say little alone: the days up to today are shown around them.
 * A day of margin, for it may be tomorrow already where the patient lives.
 */
function around(period: Period, now: Instant): Period {
  if (!("from" in period)) return period
  const today = new Date(now).toISOString().slice(0, 10)
  const days = PERIOD_DAYS.find(
    (each) => each >= LEAST_AROUND_DAYS && daysBetween(period.from, today) < each - 1,
  )
  return days ? { days } : period
}

/** The parameters of an address; null: it is not there. */
export function addressParams(address: PatientAddress): Record<string, string | null> {
  const { period, versus, list, doseId, marked } = address
  const other = versus !== null && versus !== "before" && "from" in versus ? versus : null
  return {
    ...periodParams(period),
    // A link to a rule names the rule's days, which are widened; dates that somebody chose are not.
    exact: marked && "from" in period ? "1" : null,
    vs: versus === "before" ? "before" : null,
    vsFrom: other?.from ?? null,
    vsTo: other?.to ?? null,
    list: list && listText(list),
    dose: doseId,
    marked,
  }
}
