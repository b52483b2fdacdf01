import { sql } from "drizzle-orm"
import {
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { MESSAGE_KINDS } from "../enums"
import { patients } from "./patients"

/**
 * What the gate said of one attempt to text a patient, and so why somebody was not texted on a day:
 * `messageId` if it let a message go, `refusal` if not. `attempt` names it for the schedule, so that
 * no worker asks twice. Append-only.
 */
export const sendVerdicts = pgTable(
  "send_verdicts",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    kind: text("kind", { enum: MESSAGE_KINDS }).notNull(),
    at: instant("at").notNull().default(now),
    /** In the patient's zone. */
    localDate: date("local_date", { mode: "string" }).notNull(),
    doseIds: uuid("dose_ids").array().notNull().default(sql`'{}'`),
    messageId: uuid("message_id"),
    batchId: uuid("batch_id"),
    attempt: text("attempt").notNull(),
    refusal: text("refusal"),
    warnings: text("warnings").array().notNull().default(sql`'{}'`),
    heldUntil: instant("held_until"),
    askedBy: uuid("asked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex("send_verdicts_attempt").on(t.organizationId, t.attempt),
    index("send_verdicts_day").on(t.organizationId, t.patientId, t.localDate),
    index("send_verdicts_batch").on(t.organizationId, t.batchId).where(sql`batch_id is not null`),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    organizationWall("send_verdicts"),
  ],
).enableRLS()
