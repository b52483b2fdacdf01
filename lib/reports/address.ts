import type { LocalDate } from "@/lib/local-date"
import { type Period, periodQuery } from "./period"
import { type Slice, sliceQuery } from "./slice"

const query = (of: Record<string, string>) => new URLSearchParams(of).toString()

export const reportHref = (period: Period, more: Record<string, string> = {}) =>
  `/reports?${query({ ...periodQuery(period), ...more })}` as const

/** The table of the patients behind a number. */
export const behindHref = (period: Period, slice: Partial<Slice>) =>
  `/reports/patients?${query({ ...periodQuery(period), ...sliceQuery(slice) })}` as const

export const csvHref = (period: Period) => `/api/reports/csv?${query(periodQuery(period))}` as const

/** The days that a report is of, named, so that what is behind a number stays what it was. */
export const namedPeriod = ({ from, to }: { from: LocalDate; to: LocalDate }): Period => ({
  kind: "named",
  from,
  to,
})

export const monthHref = (patientId: string, month: string, language?: string) =>
  `/patients/${patientId}/month?${query({ month, ...(language ? { language } : {}) })}` as const

export const monthCsvHref = (patientId: string, month: string) =>
  `/api/patients/${patientId}/month?${query({ month })}` as const
