import "server-only"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import type { Language } from "@/lib/i18n/languages"
import { translatorIn } from "@/lib/i18n/translator"
import type { Instant } from "@/lib/time"
import { refuseManyFiles } from "./file-pace"
import { monthCsv } from "./month-csv"
import { patientMonth } from "./month-queries"
import { type Period, periodKey } from "./period"
import { organizationReport } from "./queries"
import { reportCsv } from "./report-csv"

/** When, and in which language a file says what its columns mean. */
type Taken = { now: Instant; language: Language }

/**
 * The report as a file; who took it is in the audit first. Throws `forbidden`, `rate_limited` after
 * twenty files in a minute, and `unavailable` while the report is being computed.
 */
export async function exportReport(
  ctx: StaffContext,
  period: Period,
  { now, language }: Taken,
): Promise<{ name: string; text: string }> {
  refuseManyFiles(ctx.staffId, now)
  const { report } = await organizationReport(ctx, period, now)
  if (report === null) {
    throw new AppError(
      "unavailable",
      "The report is being computed. Open the page, and download the file once it is there.",
    )
  }
  await writeAs(ctx, "patients.read", (_tx, { audit }) =>
    audit({
      verb: "report.exported",
      subjectKind: "organization",
      subjectId: ctx.organizationId,
      details: { period: periodKey(period), from: report.from, to: report.to },
    }),
  )
  return {
    name: `report-${report.from}-${report.to}`,
    text: reportCsv(report, await translatorIn(language)),
  }
}

/**
 * A patient's month as a file; that it was taken is in the audit, besides who read it. Throws
 * `forbidden`, `not_found`, and `rate_limited` as above.
 */
export async function exportMonth(
  ctx: StaffContext,
  patientId: string,
  { asked, now, language }: Taken & { asked: unknown },
): Promise<{ name: string; text: string }> {
  refuseManyFiles(ctx.staffId, now)
  const month = await patientMonth(ctx, patientId, asked, now)
  await writeAs(ctx, "patients.read", (_tx, { audit }) =>
    audit({
      verb: "patient.month_exported",
      subjectKind: "patient",
      subjectId: patientId,
      patientId,
      details: { month: month.month, doses: month.doses.length },
    }),
  )
  return { name: `month-${month.month}`, text: monthCsv(month, await translatorIn(language)) }
}
