import "server-only"
import { and, asc, eq, gt, lte, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { messages, optOuts, patients, sendPace } from "@/db/schema"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { type Instant, SECOND_MS } from "@/lib/time"

export type ClaimedMessage = {
  organizationId: string
  id: string
  patientId: string
  phone: string
  body: string
  attempts: number
  expiresAt: Instant
  traceId: string
  /** Why it may no longer go out: something changed while it was queued. */
  refusal: "opted_out" | "patient_disabled" | null
}

/** `wait`: the pace allows the next one in so many milliseconds. */
export type Claim =
  | { kind: "claimed"; message: ClaimedMessage }
  | { kind: "wait"; waitMs: number }
  | { kind: "idle" }

/**
 * Takes the next message (or the one named, if it is still queued) from `queued` to `sending`, at
 * the pace that all workers share, by Postgres' clock. A twentieth slower than allowed: two sends may
 * come closer on their way, and BioT refuses the second.
 */
export async function claimMessage(now: Instant, messageId: string | null = null): Promise<Claim> {
  return asSystem(async (tx): Promise<Claim> => {
    const pace = await lockPace(tx)
    if (pace.waitMs > 0) return { kind: "wait", waitMs: pace.waitMs }
    const [head] = await tx
      .select({ organizationId: messages.organizationId, id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.state, "queued"),
          lte(messages.notBefore, now),
          gt(messages.expiresAt, now),
          messageId ? eq(messages.id, messageId) : undefined,
        ),
      )
      .orderBy(asc(messages.priority), asc(messages.notBefore), asc(messages.createdAt))
      .limit(1)
      .for("update", { skipLocked: true })
    if (!head) return { kind: "idle" }
    await tx
      .update(sendPace)
      .set({ nextAt: sql`clock_timestamp() + interval '1050 milliseconds' / per_second` })
      .where(eq(sendPace.id, true))
    await enterOrganization(tx, head.organizationId)
    const message = await take(tx, head.id, now)
    return message ? { kind: "claimed", message } : { kind: "idle" }
  })
}

/** How long a message queued now waits for those before it, by the pace alone. */
export async function secondsUntil(messageId: string): Promise<number> {
  return asSystem(async (tx) => {
    const { rows } = await tx.execute<{ seconds: number }>(sql`
      select greatest(0, extract(epoch from (p.next_at - clock_timestamp())),
                         extract(epoch from (m.not_before - clock_timestamp())))
             + (select count(*) from messages q
                 where q.state = 'queued'
                   and (q.priority, q.not_before, q.id) < (m.priority, m.not_before, m.id))
             / p.per_second::float as seconds
        from messages m, send_pace p where m.id = ${messageId}`)
    return Math.ceil(rows[0]?.seconds ?? 0)
  })
}

async function lockPace(tx: Transaction): Promise<{ waitMs: number }> {
  const { rows } = await tx.execute<{ wait_ms: number }>(sql`
    select (extract(epoch from (next_at - clock_timestamp())) * ${SECOND_MS}::int)::float as wait_ms
      from send_pace for update`)
  return { waitMs: Math.ceil(rows[0]?.wait_ms ?? 0) }
}

async function take(tx: Transaction, id: string, now: Instant): Promise<ClaimedMessage | null> {
  const [row] = await tx
    .update(messages)
    .set({ state: "sending", claimedAt: now, attempts: sql`${messages.attempts} + 1` })
    .where(and(eq(messages.id, id), eq(messages.state, "queued")))
    .returning()
  if (!row) return null
  const { organizationId, patientId, phone, body, attempts, expiresAt, traceId } = row
  const [patient] = await tx
    .select({ isEnabled: patients.isEnabled, deletedAt: patients.deletedAt })
    .from(patients)
    .where(eq(patients.id, patientId))
  const [optOut] = await tx
    .select({ isOptedOut: optOuts.isOptedOut })
    .from(optOuts)
    .where(eq(optOuts.phone, phone))
  const disabled = patient?.isEnabled && patient.deletedAt === null ? null : "patient_disabled"
  const refusal = optOut?.isOptedOut ? "opted_out" : disabled
  return { organizationId, id, patientId, phone, body, attempts, expiresAt, traceId, refusal }
}
