import { isDeepStrictEqual } from "node:util"
import type pg from "pg"
import { mintSystemContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { liveFacts, reduceDose } from "@/lib/doses/reduce"
import { loadStatedDoses } from "@/lib/doses/restate"
import { lockPatients } from "@/lib/patients/lock"
import { summarizePatients } from "@/lib/patients/summary"
import type { ModelWorld } from "./reply-model"

type Test = { owner: () => pg.Pool }
const query = async (test: Test, sql: string, values: unknown[]) =>
  (await test.owner().query(sql, values)).rows

/** What is wrong with an organization's replies, doses and figures; empty when nothing is. */
export async function faultsOf(test: Test, world: ModelWorld): Promise<string[]> {
  return [
    ...(await replyFaults(test, world)),
    ...(await doseFaults(test, world)),
    ...(await summaryFaults(test, world)),
  ]
}

/** Each call is kept once, is counted, and stands in one state that is no waiting room. */
async function replyFaults(test: Test, world: ModelWorld): Promise<string[]> {
  const rows = await query(
    test,
    "SELECT id, state, reason, delivery_count FROM replies WHERE organization_id = $1",
    [world.organizationId],
  )
  const faults = rows.flatMap(({ id, state, reason, delivery_count: count }) => [
    ...(state === "received" || reason === "interpretation_failed"
      ? [`reply ${id} stayed ${state} ${reason}`]
      : []),
    ...(count === world.delivered.get(id) ? [] : [`reply ${id} counts ${count} deliveries`]),
  ])
  return rows.length === world.delivered.size ? faults : [...faults, `${rows.length} replies`]
}

/** A dose is what its events say, nothing in them is a stranger's, and its marks are true. */
async function doseFaults(test: Test, world: ModelWorld): Promise<string[]> {
  const stored = await query(
    test,
    `SELECT d.id, d.state, d.taken_at, d.reminded, d.replied, exists (
        SELECT 1 FROM replies r JOIN message_doses md ON md.message_id = r.message_id
         WHERE r.patient_id = d.patient_id AND md.dose_id = d.id
           AND r.state IN ('applied', 'review')) AS answered
       FROM doses d WHERE d.organization_id = $1`,
    [world.organizationId],
  )
  const owners = new Map(
    (
      await query(test, "SELECT id, patient_id FROM replies WHERE organization_id = $1", [
        world.organizationId,
      ])
    ).map((row) => [row.id, row.patient_id]),
  )
  const ctx = mintSystemContext(world.organizationId, "model", "model")
  const ids = stored.map(({ id }) => id)
  const stated = await readAs(ctx, (tx) => loadStatedDoses(tx, ids))
  return stated.flatMap(({ id, patientId, events, ...dose }) => {
    const row = stored.find((each) => each.id === id)
    const live = liveFacts(events)
    const fresh = reduceDose(dose, events, Date.now())
    const kept = [row.state, row.taken_at?.getTime() ?? null, row.reminded].join()
    const derived = [fresh.state, fresh.takenAt, fresh.reminded].map((v) => v ?? "").join()
    const strangers = live.filter(
      ({ replyId, kind }) => replyId && kind !== "reminded" && owners.get(replyId) !== patientId,
    )
    const replied = row.answered || live.some(({ source }) => source === "patient")
    return [
      ...(kept === derived ? [] : [`dose ${id} is ${kept}, its events say ${derived}`]),
      ...(row.replied === replied ? [] : [`dose ${id} is replied: ${row.replied}`]),
      ...(strangers.length > 0 ? [`dose ${id} has the words of another patient`] : []),
    ]
  })
}

async function summaryFaults(test: Test, world: ModelWorld): Promise<string[]> {
  const rows = await query(
    test,
    `SELECT patient_id, updated_at, taken_30, expected_30, open_30, undecided_30, trend, current_gap,
            last_taken_at, band, country, language, is_opted_out, cannot_reply, need, need_reasons
       FROM patient_summaries WHERE organization_id = $1 AND updated_at > 'epoch'`,
    [world.organizationId],
  )
  const ctx = mintSystemContext(world.organizationId, "model", "model")
  const faults = await readAs(ctx, async (tx) => {
    const locked = await lockPatients(
      tx,
      rows.map((row) => row.patient_id),
    )
    const found: string[] = []
    for (const row of rows) {
      const patient = locked.get(row.patient_id)
      if (!patient) continue
      const [fresh] = await summarizePatients(tx, [patient], row.updated_at.getTime())
      const { patient_id: _, updated_at: __, ...stored } = row
      const kept = Object.values({
        ...stored,
        last_taken_at: stored.last_taken_at?.getTime() ?? null,
      })
      const { taken30, expected30, open30, undecided30, trend, currentGap, lastTakenAt } = fresh!
      const { band, country, language, isOptedOut, cannotReply, need, needReasons } = fresh!
      const derived = [
        ...[taken30, expected30, open30, undecided30, trend, currentGap, lastTakenAt],
        ...[band, country, language, isOptedOut, cannotReply, need, needReasons],
      ]
      if (!isDeepStrictEqual(kept, derived)) {
        found.push(`summary is ${JSON.stringify(kept)}, not ${JSON.stringify(derived)}`)
      }
    }
    return found
  })
  return faults
}

/**
 * What must not depend on the order of arrival, by places instead of ids. Of two words that
 * contradict one another the later one to come waits in Review, so both stand as `stated`.
 */
export async function outcomeOf(test: Test, world: ModelWorld) {
  const { organizationId } = world
  const place = (list: readonly { id: string }[], id: string | null) =>
    list.findIndex((each) => each.id === id)
  const doses = await query(
    test,
    `SELECT id, state, extract(epoch FROM taken_at) * 1000 - $2 AS taken, reminded, replied
       FROM doses WHERE organization_id = $1`,
    [organizationId, world.morning],
  )
  const messages = await query(
    test,
    "SELECT id, state, is_inferred FROM messages WHERE organization_id = $1",
    [organizationId],
  )
  const replies = await query(
    test,
    `SELECT extract(epoch FROM event_at) * 1000 - $2 AS at, body, state, reason, match_rule,
            message_id, intent FROM replies WHERE organization_id = $1 ORDER BY event_at, body`,
    [organizationId, world.morning],
  )
  const consent = await query(
    test,
    "SELECT is_opted_out FROM opt_outs WHERE organization_id = $1 ORDER BY phone",
    [organizationId],
  )
  const byPlace = <T extends { id: string }>(rows: T[], list: readonly { id: string }[]) =>
    list.map(({ id }) => ({ ...rows.find((row) => row.id === id), id: place(list, id) }))
  return {
    doses: byPlace(doses as { id: string }[], world.doses),
    messages: byPlace(messages as { id: string }[], world.messages),
    consent,
    replies: replies.map(({ message_id, state, reason, ...row }) => {
      const isStated = state === "applied" || reason === "contradiction"
      return {
        ...row,
        stands: isStated ? "stated" : `${state} ${reason}`,
        message: place(world.messages, message_id),
      }
    }),
  }
}
