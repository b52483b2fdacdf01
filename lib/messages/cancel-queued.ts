import "server-only"
import { and, eq, inArray, ne } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doseEvents, messageDoses, messages } from "@/db/schema"
import type { AuditEntry } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import type { Instant } from "@/lib/time"

export type Cancelled = { messageId: string; patientId: string }

/** Whose queued texts no longer go out: everybody's to a phone, or those to patients. */
export type CancelWhich =
  | { reason: "opted_out"; phone: string }
  | { reason: "consent_withdrawn"; patientIds: readonly string[] }

/**
 * Takes out of the queue what may no longer be sent; what is on its way already is not stopped. The
 * doses are told why, which changes no state before their windows close. A text to a cry for help
 * outlives a withdrawn consent, as at the gate.
 */
export async function cancelQueued(
  tx: Transaction,
  which: CancelWhich,
  now: Instant,
): Promise<Cancelled[]> {
  const whose =
    which.reason === "opted_out"
      ? eq(messages.phone, which.phone)
      : and(inArray(messages.patientId, [...which.patientIds]), ne(messages.kind, "safety"))
  const cancelled = await tx
    .update(messages)
    .set({ state: "cancelled", reason: which.reason })
    .where(and(eq(messages.state, "queued"), whose))
    .returning({
      organizationId: messages.organizationId,
      messageId: messages.id,
      patientId: messages.patientId,
    })
  const [first] = cancelled
  if (!first) return []
  const asked = await tx
    .select({ messageId: messageDoses.messageId, doseId: messageDoses.doseId })
    .from(messageDoses)
    .where(
      inArray(
        messageDoses.messageId,
        cancelled.map(({ messageId }) => messageId),
      ),
    )
  if (asked.length > 0) {
    const told = { kind: "not_reminded", source: "system", at: now, recordedAt: now } as const
    await tx.insert(doseEvents).values(
      asked.map((each) => {
        const { organizationId } = first
        return { ...told, ...each, organizationId, id: newId(), reason: which.reason }
      }),
    )
  }
  return cancelled.map(({ messageId, patientId }) => ({ messageId, patientId }))
}

export function cancelledEntries(
  cancelled: readonly Cancelled[],
  reason: CancelWhich["reason"],
): AuditEntry[] {
  return cancelled.map(({ messageId, patientId }) => {
    const subject = { subjectKind: "message", subjectId: messageId, patientId }
    return { verb: "message.cancelled", ...subject, details: { reason } }
  })
}
