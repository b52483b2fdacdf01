import "server-only"
import { inArray } from "drizzle-orm"
import type { z } from "zod"
import type { Transaction } from "@/db/client"
import type { ReplyState } from "@/db/enums"
import { doseEvents } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { writeAs } from "@/lib/auth/unit-of-work"
import { loadStatedDoses, type NewEvent } from "@/lib/doses/restate"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { lockPatients } from "@/lib/patients/lock"
import { reassignSchema, undoSchema } from "@/lib/review/schema"
import {
  decisionTime,
  demandFor,
  lockSeenReply,
  type ReplyDecision,
  saveDecision,
} from "./decide-by-hand"
import { giveReply, moveEvents, publishAll, renewAnswered } from "./give-reply"
import { standingDecision } from "./standing-decision"

const SETTLED: readonly ReplyState[] = ["applied", "dismissed"]

/**
 * Moves a reply that was applied or decided to other doses, of this patient or another. What it
 * stated about the old doses is taken back and stays in their history. Throws `not_found`,
 * `invalid` (a dose of somebody else, a reply that still waits), `conflict` (no longer as `seen`),
 * `forbidden` (also what an admin decided out of quarantine, to others).
 */
export async function reassignReply(
  ctx: StaffContext,
  input: z.input<typeof reassignSchema>,
): Promise<{ replyId: string; patientId: string; decisionId: string }> {
  const { replyId, seen, ...to } = reassignSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "review.link", async (tx, work) => {
    const held = await lockSeenReply(tx, ctx, replyId, seen)
    if (!SETTLED.includes(held.standing.state)) {
      throw new AppError("invalid", "Nobody has decided this reply yet: link it to a dose.")
    }
    const last = standingDecision(held.decisions)
    if (last) await demandFor(tx, ctx, last.before.state)
    return giveReply(tx, work, ctx, { held, to: { kind: "reassign", ...to }, now })
  })
}

/**
 * Takes the last decision that stands on a reply back, by events that void what it appended; the
 * reply returns to where it was before. Deciding again is open to everybody. Throws `not_found`,
 * `invalid` (no decision stands), `conflict` (no longer as `seen`), `forbidden`.
 */
export async function undoDecision(
  ctx: StaffContext,
  input: z.input<typeof undoSchema>,
): Promise<{ replyId: string; state: ReplyState; decisionId: string }> {
  const { replyId, reason, seen } = undoSchema.parse(input)
  const now = Date.now()
  return writeAs(ctx, "review.link", async (tx, work) => {
    const held = await lockSeenReply(tx, ctx, replyId, seen)
    const last = standingDecision(held.decisions)
    if (!last) throw new AppError("invalid", "There is no decision here to take back.")
    await demandFor(tx, ctx, last.before.state)
    const at = decisionTime(held, now)
    const stated = await dosesOf(tx, last)
    const patients = await lockPatients(tx, [
      ...[last.before.patientId, last.after.patientId].filter((id) => id !== null),
      ...stated.map(({ patientId }) => patientId),
    ])
    const doses = await loadStatedDoses(
      tx,
      stated.map(({ id }) => id),
    )
    const events = doses.flatMap(({ id: doseId, events: said }) =>
      said
        .filter(({ id }) => last.eventIds.includes(id))
        .map(({ id: voids }): NewEvent => {
          const back = { id: newId(), doseId, kind: "voided", source: "staff", voids } as const
          return { ...back, at, recordedAt: at, replyId, staffId: ctx.staffId, reason }
        }),
    )
    const eventIds = events.map(({ id }) => id)
    const decision = { kind: "undo", at, note: reason, after: last.before, eventIds } as const
    const decisionId = await saveDecision(tx, ctx, held, { ...decision, undoes: last.id })
    const moved = await moveEvents(tx, { patients, stated: doses, events, now })
    await renewAnswered(tx, patients, [last.before.messageId, last.after.messageId], now)
    publishAll(work, patients)
    await work.audit({
      verb: "reply.decision_undone",
      subjectKind: "reply",
      subjectId: replyId,
      patientId: last.before.patientId ?? last.after.patientId,
      details: {
        ...{ decisionId, undoes: last.id, kind: last.kind, doses: moved },
        ...{ before: held.standing.state, after: last.before.state },
        ...{ fromPatientId: last.after.patientId, toPatientId: last.before.patientId },
      },
    })
    return { replyId, state: last.before.state, decisionId }
  })
}

/** The doses that a decision stated something about, as far as their owners go. */
async function dosesOf(tx: Transaction, { eventIds }: ReplyDecision) {
  if (eventIds.length === 0) return []
  const rows = await tx
    .selectDistinct({ id: doseEvents.doseId })
    .from(doseEvents)
    .where(inArray(doseEvents.id, eventIds))
  return loadStatedDoses(
    tx,
    rows.map(({ id }) => id),
  )
}
