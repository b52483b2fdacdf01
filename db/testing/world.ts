import { randomUUID } from "node:crypto"
import type pg from "pg"
import { ROLES, type Role } from "../enums"
import {
  type ArrangedClinic,
  type ArrangedDose,
  type ArrangedMessage,
  type ArrangedPatient,
  fixtures,
  newPhone,
} from "./fixtures"

const MINUTE_MS = 60_000

/** An organization with something of everything that a person may ask for by its id. */
export type ArrangedWorld = ArrangedClinic & {
  dose: ArrangedDose
  eventId: string
  /** By staff, that the dose was not taken, as the patient says. */
  correctionId: string
  message: ArrangedMessage
  failedMessage: ArrangedMessage
  replyId: string
  quarantinedReplyId: string
  /** Dismissed by the admin. */
  decidedReplyId: string
  decisionId: string
  taskId: string
  followUpId: string
  followUpDueAt: number
  /** Open, and set aside by the clinician. */
  attentionId: string
  dealtWithId: string
  /** Of one version, not the default. */
  templateId: string
  /** Whose phone opted out. */
  optedOut: ArrangedPatient
  /** It went to the patient alone, with `message`. */
  batchId: string
  /** The regimen's one version. */
  versionId: string
  /** Excused days from the beginning of 2026, open-ended, of no dose that is there. */
  periodId: string
  /** Reads patients, without texts. */
  apiTokenId: string
  /** A view of the patients list of each person's own. */
  views: Record<Role, string>
  /** Entered for the United States. */
  staticNumber: string
  /** Ids and texts that nobody outside the organization may ever be shown. */
  secrets: string[]
}

/** Each call makes another organization, whose words are found in no other one's. */
export function arrangeWorld(test: { owner: () => pg.Pool }): () => Promise<ArrangedWorld> {
  const arrange = fixtures(test)

  /** As if `message` had gone out as a text to many. */
  async function sentToMany(clinic: ArrangedClinic, message: ArrangedMessage, body: string) {
    const batchId = randomUUID()
    const { organizationId, id: messageId, patientId } = message
    await test.owner().query(
      `INSERT INTO batches (organization_id, id, idempotency_key, body, going, skipped, created_by,
         release_at) VALUES ($1, $2, $3, $4, 1, 0, $5, now())`,
      [organizationId, batchId, batchId, body, clinic.coordinator.staffId],
    )
    await test
      .owner()
      .query("UPDATE messages SET batch_id = $2 WHERE id = $1", [messageId, batchId])
    await test.owner().query(
      `INSERT INTO send_verdicts (organization_id, id, patient_id, kind, local_date, message_id,
         batch_id, attempt) VALUES ($1, $2, $3, 'reminder', current_date, $4, $5, $6)`,
      [organizationId, randomUUID(), patientId, messageId, batchId, messageId],
    )
    return batchId
  }

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
    const decidedReplyId = await reply("dismissed", "question")
    const decisionId = randomUUID()
    const stood = { patientId: clinic.patient.id, messageId: message.id, reason: "question" }
    await test.owner().query(
      `INSERT INTO reply_decisions (organization_id, id, reply_id, kind, decided_by, before, after,
         event_ids)
       VALUES ($1, $2, $3, 'dismiss', $4, $5, $6, '{}')`,
      [
        ...[organizationId, decisionId, decidedReplyId, clinic.admin.staffId],
        JSON.stringify({ ...stood, state: "review" }),
        JSON.stringify({ ...stood, state: "dismissed" }),
      ],
    )
    const followUpDueAt = Date.now()
    const [taskId, followUpId, eventId] = [randomUUID(), randomUUID(), randomUUID()]
    await test.owner().query(
      `INSERT INTO tasks (organization_id, id, kind, patient_id, reply_id)
       VALUES ($1, $2, 'safety', $3, $4)`,
      [organizationId, taskId, clinic.patient.id, replyId],
    )
    await test.owner().query(
      `INSERT INTO tasks (organization_id, id, kind, cause, patient_id, dose_ids, due_at, note)
       VALUES ($1, $2, 'follow_up', 'not_taken', $3, $4, $6, $5)`,
      [
        ...[organizationId, followUpId, clinic.patient.id, [dose.id], mark],
        new Date(followUpDueAt).toISOString(),
      ],
    )
    const [attentionId, dealtWithId] = [randomUUID(), randomUUID()]
    await test.owner().query(
      `INSERT INTO attention_items (organization_id, id, patient_id, rule, rule_values, opened_at,
         closed_at, closed_by, note)
       VALUES ($1, $2, $4, 'gap', '{"n": 2}', now(), null, null, null),
              ($1, $3, $4, 'drop', '{"points": 20}', now(), now(), $5, $6)`,
      [
        ...[organizationId, attentionId, dealtWithId, clinic.patient.id],
        ...[clinic.clinician.staffId, mark],
      ],
    )
    await test.owner().query(
      `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, reply_id, at)
       VALUES ($1, $2, $3, 'not_taken', 'patient', $4, now())`,
      [organizationId, eventId, dose.id, replyId],
    )
    const correctionId = randomUUID()
    await test.owner().query(
      `INSERT INTO dose_events (organization_id, id, dose_id, kind, source, staff_id, reason,
         correction_id, at)
       VALUES ($1, $2, $3, 'not_taken', 'staff', $4, $5, $6, now())`,
      [organizationId, randomUUID(), dose.id, clinic.clinician.staffId, mark, correctionId],
    )
    const staticNumber = newPhone()
    await test.owner().query(
      `INSERT INTO static_numbers (organization_id, country, phone, entered_at, entered_by)
       VALUES ($1, 'US', $2, now(), $3)`,
      [organizationId, staticNumber, clinic.admin.staffId],
    )
    const templateId = randomUUID()
    await test.owner().query(
      `INSERT INTO templates (organization_id, id, name, purpose, language)
       VALUES ($1, $2, $3, 'reminder', 'en')`,
      [organizationId, templateId, mark],
    )
    await test.owner().query(
      `INSERT INTO template_versions (organization_id, template_id, version, body, written_by)
       VALUES ($1, $2, 1, $3, $4)`,
      [organizationId, templateId, mark, clinic.admin.staffId],
    )
    const optedOut = await arrange.patient(organizationId, { lastName: mark })
    await test
      .owner()
      .query(
        "INSERT INTO opt_outs (organization_id, phone, is_opted_out, changed_at) VALUES ($1, $2, true, now())",
        [organizationId, optedOut.phone],
      )
    const noteId = randomUUID()
    const periodId = randomUUID()
    await test.owner().query(
      `INSERT INTO excused_periods (organization_id, id, patient_id, kind, reason, from_date,
         created_by)
       VALUES ($1, $2, $3, 'other', $4, '2026-01-01', $5)`,
      [organizationId, periodId, clinic.patient.id, mark, clinic.clinician.staffId],
    )
    const { rows: versions } = await test
      .owner()
      .query("SELECT id FROM regimen_versions WHERE regimen_id = $1", [clinic.regimen.id])
    const versionId: string = versions[0].id
    await test.owner().query(
      `INSERT INTO patient_notes (organization_id, id, patient_id, body, written_by)
       VALUES ($1, $2, $3, $4, $5)`,
      [organizationId, noteId, clinic.patient.id, mark, clinic.clinician.staffId],
    )
    const apiTokenId = randomUUID()
    await test.owner().query(
      `INSERT INTO api_tokens (organization_id, id, name, hash, hint, scopes, reads_texts,
         created_by, expires_at)
       VALUES ($1, $2, $3, $5, 'hint', '{Patient}', false, $4, now() + interval '1 day')`,
      [organizationId, apiTokenId, mark, clinic.admin.staffId, apiTokenId],
    )
    const views = { clinician: randomUUID(), coordinator: randomUUID(), admin: randomUUID() }
    for (const role of ROLES) {
      await test.owner().query(
        `INSERT INTO saved_views (organization_id, id, staff_id, name, query)
         VALUES ($1, $2, $3, $4, '{}')`,
        [organizationId, views[role], clinic[role].staffId, mark],
      )
    }
    const batchId = await sentToMany(clinic, message, mark)
    const ids = [organizationId, clinic.patient.id, dose.id, message.id, failedMessage.id]
    const secrets = [
      mark,
      ...ids,
      replyId,
      quarantinedReplyId,
      decidedReplyId,
      decisionId,
      taskId,
      followUpId,
      attentionId,
      dealtWithId,
      batchId,
      eventId,
      correctionId,
      noteId,
      templateId,
      apiTokenId,
      staticNumber,
      ...Object.values(views),
    ]
    const made = {
      dose,
      eventId,
      correctionId,
      message,
      failedMessage,
      replyId,
      quarantinedReplyId,
      decidedReplyId,
      decisionId,
      taskId,
      followUpId,
      followUpDueAt,
      attentionId,
      dealtWithId,
      templateId,
      optedOut,
      batchId,
      versionId,
      periodId,
      apiTokenId,
      staticNumber,
      views,
    }
    return { ...clinic, ...made, secrets }
  }
}
