import "server-only"
import { asc, eq } from "drizzle-orm"
import { doses, patients } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { figures } from "@/lib/doses/figures"
import { localDateAt } from "@/lib/local-date"
import { readOfPatient } from "@/lib/patients/header-queries"
import { patientMedications } from "@/lib/regimens/queries"
import type { Instant } from "@/lib/time"
import { datesOfMonth, readMonth } from "./month"
import { monthDoses } from "./month-dose-queries"
import type { PatientMonth } from "./patient-month"

/**
 * One month of a patient, `asked` as an address has it, in reads that leave an audit entry. Throws
 * `not_found`.
 */
export async function patientMonth(
  ctx: StaffContext,
  patientId: string,
  asked: unknown,
  now: Instant,
): Promise<PatientMonth> {
  const found = await readOfPatient(ctx, patientId, async (tx, { zone }) => {
    const today = localDateAt(now, zone)
    const month = readMonth(asked, today)
    const { from, to } = datesOfMonth(month)
    const all = await monthDoses(tx, patientId, { from, to, now })
    const [first] = await tx
      .select({ date: doses.localDate })
      .from(doses)
      .where(eq(doses.patientId, patientId))
      .orderBy(asc(doses.dueAt))
      .limit(1)
    const [person] = await tx
      .select({ locale: patients.locale })
      .from(patients)
      .where(eq(patients.id, patientId))
    return {
      ...{ month, from, to, now, today, doses: all },
      locale: person?.locale ?? null,
      firstDate: first?.date ?? null,
      figures: figures(all, { fromDate: from, toDate: to, now }),
    }
  })
  const { medications, periods } = await patientMedications(ctx, patientId, now)
  return { ...found, medications, periods }
}
