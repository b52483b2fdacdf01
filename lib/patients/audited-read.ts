import "server-only"
import { and, eq, gt, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { audit } from "@/db/schema"
import { actorOf, type StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"

const ONE_LOOK_MINUTES = 10
const VERB = "patient_read"

/**
 * Reads one patient's record and leaves who did so in the audit, once for all reads of a person
 * within ten minutes, since an open page refetches by itself. Throws `forbidden`.
 */
export async function readPatientAs<T>(
  ctx: StaffContext,
  patientId: string,
  read: (tx: Transaction) => Promise<T>,
): Promise<T> {
  if (!can(ctx.role, "patients.read")) {
    throw new AppError("forbidden", "Your role does not allow this.")
  }
  return readAs(ctx, async (tx) => {
    const value = await read(tx)
    await noteLook(tx, ctx, patientId)
    return value
  })
}

async function noteLook(tx: Transaction, ctx: StaffContext, patientId: string): Promise<void> {
  const actor = actorOf(ctx)
  const [recent] = await tx
    .select({ id: audit.id })
    .from(audit)
    .where(
      and(
        eq(audit.patientId, patientId),
        gt(audit.at, sql`now() - make_interval(mins => ${ONE_LOOK_MINUTES})`),
        eq(audit.verb, VERB),
        eq(audit.actorId, actor.id),
      ),
    )
    .limit(1)
  if (recent) return
  await tx.insert(audit).values({
    organizationId: ctx.organizationId,
    id: newId(),
    actorKind: actor.kind,
    actorId: actor.id,
    verb: VERB,
    subjectKind: "patient",
    subjectId: patientId,
    patientId,
    traceId: ctx.traceId,
  })
}
