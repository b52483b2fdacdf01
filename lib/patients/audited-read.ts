import "server-only"
import { and, eq, gt, isNull, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { audit } from "@/db/schema"
import { actorOf, type StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { sharedRead } from "@/lib/shared-read"
import { type Instant, MINUTE_MS } from "@/lib/time"

const ONE_LOOK_MINUTES = 10
const ONE_LOOK_MS = ONE_LOOK_MINUTES * MINUTE_MS
const VERB = "patient_read"
const NAMES_VERB = "patient_names_read"
/** When whose look was noted, as far as this process knows; the audit is asked of all others. */
const noted = new Map<string, Instant>()
const MOST_NOTED = 10_000

function remember(look: string, at: Instant): void {
  noted.delete(look)
  if (noted.size >= MOST_NOTED) noted.delete(noted.keys().next().value ?? look)
  noted.set(look, at)
}

/**
 * Reads one patient's record and leaves who did so in the audit, once for all reads of a person
 * within ten minutes, since an open page refetches by itself. With `as`, which names what is read,
 * those of one role who ask at the same moment are told from one read. Throws `forbidden`.
 */
export async function readPatientAs<T>(
  ctx: StaffContext,
  patientId: string,
  read: (tx: Transaction) => Promise<T>,
  as: string | null = null,
): Promise<T> {
  if (!can(ctx.role, "patients.read")) {
    throw new AppError("forbidden", "Your role does not allow this.")
  }
  const { organizationId, role } = ctx
  if (as === null) {
    return readAs(ctx, async (tx) => {
      const value = await read(tx)
      await noteLook(tx, ctx, patientId)
      return value
    })
  }
  const key = [organizationId, role, patientId, as].join(" ")
  const value = await sharedRead(key, () => readAs(ctx, read))
  await noteOnce(ctx, patientId)
  return value
}

/**
 * Reads a list of patients, or a value of many such as their longest name, and leaves who did so in
 * the audit, once within ten minutes as above. Whoever calls asks for the permission.
 */
export async function readNamesAs<T>(
  ctx: StaffContext,
  read: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const value = await readAs(ctx, read)
  await noteOnce(ctx, null)
  return value
}

/** Where this process knows of a look it asks the database nothing: lists are read all the time. */
async function noteOnce(ctx: StaffContext, patientId: string | null): Promise<void> {
  const look = `${ctx.staffId} ${patientId}`
  if ((noted.get(look) ?? 0) > Date.now() - ONE_LOOK_MS) return
  // Two tabs of one person leave one entry: the second looks for it after the first.
  const note = () => readAs(ctx, (tx) => noteLook(tx, ctx, patientId))
  remember(look, await sharedRead(`look ${look}`, note))
}

/** `patientId` null: at values of many. Answers when the look was noted. */
async function noteLook(
  tx: Transaction,
  ctx: StaffContext,
  patientId: string | null,
): Promise<Instant> {
  const actor = actorOf(ctx)
  const verb = patientId === null ? NAMES_VERB : VERB
  const [recent] = await tx
    .select({ at: audit.at })
    .from(audit)
    .where(
      and(
        patientId === null ? isNull(audit.patientId) : eq(audit.patientId, patientId),
        gt(audit.at, sql`now() - make_interval(mins => ${ONE_LOOK_MINUTES})`),
        eq(audit.verb, verb),
        eq(audit.actorId, actor.id),
      ),
    )
    .limit(1)
  if (recent) return recent.at
  await tx.insert(audit).values({
    organizationId: ctx.organizationId,
    id: newId(),
    actorKind: actor.kind,
    actorId: actor.id,
    verb,
    subjectKind: patientId === null ? "organization" : "patient",
    subjectId: patientId ?? ctx.organizationId,
    patientId,
    traceId: ctx.traceId,
  })
  return Date.now()
}
