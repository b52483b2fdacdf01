import fc from "fast-check"
import type pg from "pg"
import type { DoseState } from "@/db/enums"
import { CORRECTIONS } from "@/lib/doses/correctable"
import { correctDoses, undoCorrection } from "@/lib/doses/correction-mutations"
import { voidEvent } from "@/lib/doses/mutations"
import { AppError } from "@/lib/errors"
import { newId } from "@/lib/id"
import { reassignReply, undoDecision } from "@/lib/replies/correction-mutations"
import { dismissReply, linkReply, retryReceived, retryReply } from "@/lib/replies/mutations"
import { type ModelWorld, staffOf } from "./reply-model"

const ACTS = [
  ...(["taken", "not_taken", "excuse", "void", "link", "dismiss", "reassign"] as const),
  ...(["undo", "undo", "retry", "retry_left", "correct_many", "undo_many"] as const),
]

/** Something that a person does; on what, is told by places that exist in every world. */
export type StaffStep = {
  kind: "staff"
  act: (typeof ACTS)[number]
  dose: number
  nth: number
  meaning: "taken" | "not_taken"
}

export const staffStep = fc.record<StaffStep>({
  kind: fc.constant("staff"),
  act: fc.constantFrom(...ACTS),
  dose: fc.integer({ min: 0, max: 4 }),
  nth: fc.nat({ max: 20 }),
  meaning: fc.constantFrom("taken", "not_taken"),
})

const reason = "As the model says."

/** What the verbs refuse is part of the game; whatever else they throw is a fault. */
export async function actByHand(
  test: { owner: () => pg.Pool },
  world: ModelWorld,
  step: StaffStep,
): Promise<void> {
  try {
    await act(test, world, step)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

async function act(
  test: { owner: () => pg.Pool },
  world: ModelWorld,
  { act: what, dose: n, nth, meaning }: StaffStep,
): Promise<unknown> {
  const query = async (sql: string, values: unknown[]) =>
    (await test.owner().query(sql, values)).rows
  const ctx = staffOf(world)
  const dose = world.doses[n]!
  const ids = { correctionId: newId(), patientId: dose.patientId, reason }
  const doses = [{ doseId: dose.id, seen: await seenState(query, dose.id) }]
  if (what === "taken") {
    return correctDoses(ctx, { ...ids, as: "taken", doses, takenAt: dose.dueAt })
  }
  if (what === "not_taken") return correctDoses(ctx, { ...ids, as: "not_taken", doses })
  if (what === "excuse") return correctDoses(ctx, { ...ids, as: "excused", doses })
  if (what === "retry_left") return retryReceived()
  if (what === "correct_many") {
    const mine = world.doses.filter(({ patientId }) => patientId === dose.patientId)
    const seen = mine.map(async ({ id }) => ({ doseId: id, seen: await seenState(query, id) }))
    const as = CORRECTIONS[nth % CORRECTIONS.length]!
    return correctDoses(ctx, { ...ids, as, doses: await Promise.all(seen) })
  }
  if (what === "undo_many") {
    const made = await query(
      `SELECT DISTINCT e.correction_id AS id, d.patient_id FROM dose_events e
         JOIN doses d ON d.id = e.dose_id WHERE e.correction_id IS NOT NULL ORDER BY 1`,
      [],
    )
    const one = made[nth % Math.max(made.length, 1)]
    return one && undoCorrection(ctx, { correctionId: one.id, patientId: one.patient_id })
  }
  if (what === "void") {
    const events = await query(
      "SELECT id FROM dose_events WHERE dose_id = $1 ORDER BY recorded_at, id",
      [dose.id],
    )
    const event = events[nth % Math.max(events.length, 1)]
    return event && voidEvent(ctx, { eventId: event.id, reason })
  }
  const replyId = world.replyIds[nth % Math.max(world.replyIds.length, 1)]
  if (replyId === undefined) return
  const to = { patientId: dose.patientId, doseIds: [dose.id], meaning, reason }
  if (what === "link") return linkReply(ctx, { replyId, ...to })
  if (what === "dismiss") return dismissReply(ctx, { replyId, reason })
  if (what === "retry") return retryReply(ctx, { replyId })
  const [seen] = await query(
    `SELECT attempts, (SELECT id FROM reply_decisions d WHERE d.reply_id = r.id
       ORDER BY at DESC LIMIT 1) AS "decisionId" FROM replies r WHERE id = $1`,
    [replyId],
  )
  if (what === "undo") return undoDecision(ctx, { replyId, reason, seen })
  return reassignReply(ctx, { replyId, ...to, seen })
}

/** The state that a person would see now: the stored one may wait for its window to be closed. */
async function seenState(
  query: (sql: string, values: unknown[]) => Promise<{ state: DoseState }[]>,
  doseId: string,
): Promise<DoseState> {
  const [row] = await query("SELECT state FROM doses WHERE id = $1", [doseId])
  const state = row?.state ?? "scheduled"
  return state === "scheduled" || state === "pending" ? "no_response" : state
}
