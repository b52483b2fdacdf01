import "server-only"
import { and, eq, gte, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { audit, messages, organizations, sendVerdicts, staff } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { readPatientAs } from "@/lib/patients/audited-read"
import { personName } from "@/lib/patients/person-name"
import { MINUTE_MS } from "@/lib/time"
import type { MessageDetail, TrailStep } from "./log-row"
import { selectLogRows } from "./log-row-queries"

const CLOCKS_DIFFER_MS = 5 * MINUTE_MS

/**
 * One message with the gate's verdict and its trail. Leaves an audit entry. Throws `not_found`.
 */
export async function messageDetail(ctx: StaffContext, messageId: string): Promise<MessageDetail> {
  const [found] = await readAs(ctx, (tx) =>
    tx
      .select({
        patientId: messages.patientId,
        traceId: messages.traceId,
        settledNote: messages.settledNote,
      })
      .from(messages)
      .where(eq(messages.id, messageId)),
  )
  if (!found) throw new AppError("not_found", "There is no such message in your organization.")
  return readPatientAs(ctx, found.patientId, async (tx) => {
    const [row] = await selectLogRows(tx, eq(messages.id, messageId), 1)
    if (!row) throw new AppError("not_found", "There is no such message in your organization.")
    const [home] = await tx.select({ zone: organizations.timeZone }).from(organizations)
    return {
      row,
      zone: home?.zone ?? "UTC",
      traceId: found.traceId,
      verdict: await verdictOf(tx, messageId, found.patientId),
      trail: await trailOf(tx, { ...row, settledNote: found.settledNote }),
    }
  })
}

async function verdictOf(
  tx: Transaction,
  messageId: string,
  patientId: string,
): Promise<MessageDetail["verdict"]> {
  const { at, warnings, heldUntil } = sendVerdicts
  const [row] = await tx
    .select({ at, warnings, heldUntil })
    .from(sendVerdicts)
    .where(and(eq(sendVerdicts.patientId, patientId), eq(sendVerdicts.messageId, messageId)))
  return row ?? null
}

async function trailOf(
  tx: Transaction,
  message: { id: string; patientId: string; createdAt: number; settledNote: string | null },
): Promise<TrailStep[]> {
  const rows = await tx
    .select({
      at: audit.at,
      verb: audit.verb,
      details: audit.details,
      staffId: staff.id,
      firstName: staff.firstName,
      lastName: staff.lastName,
    })
    .from(audit)
    .leftJoin(staff, and(eq(audit.actorKind, "staff"), eq(audit.actorId, sql`${staff.id}::text`)))
    .where(
      and(
        eq(audit.patientId, message.patientId),
        // Whoever writes the row audits in the same transaction, by Postgres' clock.
        gte(audit.at, message.createdAt - CLOCKS_DIFFER_MS),
        eq(audit.subjectKind, "message"),
        eq(audit.subjectId, message.id),
      ),
    )
    .orderBy(audit.at, audit.id)
  return rows.map(({ at, verb, details, staffId, firstName, lastName }) => ({
    at,
    verb,
    reason: typeof details.reason === "string" ? details.reason : null,
    by: staffId === null ? null : personName(firstName, lastName),
    // The audit holds no words of people.
    note: verb === "message.settled" ? message.settledNote : null,
  }))
}
