import { randomUUID } from "node:crypto"
import type pg from "pg"
import {
  type ArrangedClinic,
  type ArrangedDose,
  type ArrangedMessage,
  fixtures,
  newPhone,
} from "./fixtures"

const MINUTE_MS = 60_000

/** An organization with something of everything that a person may ask for by its id. */
export type ArrangedWorld = ArrangedClinic & {
  dose: ArrangedDose
  eventId: string
  message: ArrangedMessage
  failedMessage: ArrangedMessage
  replyId: string
  quarantinedReplyId: string
  taskId: string
  /** Entered for the United States. */
  staticNumber: string
  /** Ids and texts that nobody outside the organization may ever be shown. */
  secrets: string[]
}

/** Each call makes another organization, whose words are found in no other one's. */
export function arrangeWorld(test: { owner: () => pg.Pool }): () => Promise<ArrangedWorld> {
  const arrange = fixtures(test)

  return async () => {
    const mark = `mark${randomUUID().replaceAll("-", "")}`
    const clinic = await arrange.clinic({ name: `${mark} Clinic` })
    const organizationId = clinic.organization.id
    await test
      .owner()
      .query("UPDATE patients SET last_name = $2 WHERE id = $1", [clinic.patient.id, mark])
    await test
      .owner()
      .query("UPDATE staff SET additional_phone = $2 WHERE id = $1", [
        ...[clinic.admin.staffId, clinic.patient.phone],
      ])
    await test
      .owner()
      .query("UPDATE staff SET last_name = $2 WHERE id = $1", [clinic.clinician.staffId, mark])
    const dueAt = Date.now() - 5 * MINUTE_MS
    const dose = await arrange.dose(clinic.regimen, { dueAt })
    const message = await arrange.message(clinic.patient, [dose], { body: mark })
    const failed = { state: "failed" as const, body: mark, reason: "ACCESS_DENIED" }
    const failedMessage = await arrange.message(clinic.patient, [], failed)
    const reply = async (state: string, reason: string) => {
      const id = randomUUID()
      await test.owner().query(
        `INSERT INTO replies (organization_id, id, dedupe_key, payload, event_at, state, reason,
           body, from_phone, patient_id, message_id, sender_kind)
         VALUES ($1, $2, $3, $4, now(), $5, $6, $7, $8, $9, $10, 'patient')`,
        [
          ...[organizationId, id, id, JSON.stringify({ metadata: { mark } }), state, reason],
          ...[mark, clinic.patient.phone, clinic.patient.id, message.id],
        ],
      )
      return id
    }
    const replyId = await reply("review", "question")
    const quarantinedReplyId = await reply("quarantined", "other_patients_message")
    const [taskId, eventId] = [randomUUID(), randomUUID()]
    await test.owner().query(
      `INSERT INTO tasks (organization_id, id, kind, patient_id, reply_id)
       VALUES ($1, $2, 'safety', $3, $4)`,
      [organizationId, taskId, clinic.patient.id, replyId],
    )
    await test.owner().query(
      `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, reply_id, at)
       VALUES ($1, $2, $3, 'not_taken', 'patient', $4, now())`,
      [organizationId, eventId, dose.id, replyId],
    )
    const staticNumber = newPhone()
    await test.owner().query(
      `INSERT INTO static_numbers (organization_id, country, phone, entered_at, entered_by)
       VALUES ($1, 'US', $2, now(), $3)`,
      [organizationId, staticNumber, clinic.admin.staffId],
    )
    const noteId = randomUUID()
    await test.owner().query(
      `INSERT INTO patient_notes (organization_id, id, patient_id, body, written_by)
       VALUES ($1, $2, $3, $4, $5)`,
      [organizationId, noteId, clinic.patient.id, mark, clinic.clinician.staffId],
    )
    const ids = [organizationId, clinic.patient.id, dose.id, message.id, failedMessage.id]
    const secrets = [
      mark,
      ...ids,
      replyId,
      quarantinedReplyId,
      taskId,
      eventId,
      noteId,
      staticNumber,
    ]
    const made = {
      dose,
      eventId,
      message,
      failedMessage,
      replyId,
      quarantinedReplyId,
      taskId,
      staticNumber,
    }
    return { ...clinic, ...made, secrets }
  }
}
