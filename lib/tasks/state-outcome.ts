import "server-only"
import type { z } from "zod"
import type { Transaction } from "@/db/client"
import type { StaffContext } from "@/lib/auth/context"
import type { AuditEntry } from "@/lib/auth/unit-of-work"
import { reduceDose } from "@/lib/doses/reduce"
import { appendEvents, loadStatedDoses } from "@/lib/doses/restate"
import { newId } from "@/lib/id"
import { lockPatient } from "@/lib/patients/lock"
import type { Instant } from "@/lib/time"
import type { closeTaskSchema } from "./schema"
import { saysAnew, statedBy } from "./settle"
import { OUTCOME_WORDS } from "./words"

/**
 * Appends what an outcome says of a follow-up's doses, as staff's word, and returns what the audit
 * keeps of each. The patient's row is locked.
 */
export async function stateOutcome(
  tx: Transaction,
  of: {
    ctx: StaffContext
    patientId: string
    settled: z.output<typeof closeTaskSchema>
    now: Instant
  },
): Promise<AuditEntry[]> {
  const { ctx, patientId, settled, now } = of
  const { taskId, outcome, doseIds, takenAt } = settled
  const kind = statedBy(outcome)
  const patient = kind && doseIds.length > 0 ? await lockPatient(tx, patientId) : null
  if (kind === null || patient === null) return []
  const reason = settled.reason || OUTCOME_WORDS[outcome]
  const before = (await loadStatedDoses(tx, doseIds)).flatMap((dose) => {
    const { state } = reduceDose(dose, dose.events, now)
    return saysAnew(kind, state) ? [{ dose, state, eventId: newId() }] : []
  })
  const said = { kind, source: "staff", at: now, takenAt, recordedAt: now, reason } as const
  const after = await appendEvents(
    tx,
    [patient],
    before.map(({ dose }) => dose),
    before.map(({ dose, eventId }) => {
      return { ...said, id: eventId, doseId: dose.id, staffId: ctx.staffId }
    }),
    now,
  )
  return before.map(({ dose, state, eventId }) => {
    const grown = after.find(({ id }) => id === dose.id) ?? dose
    const details = {
      ...{ eventId, voids: null, taskId, before: state },
      after: reduceDose(grown, grown.events, now).state,
    }
    const subject = { subjectKind: "dose", subjectId: dose.id, patientId }
    return { verb: `dose.${kind}`, ...subject, details }
  })
}
