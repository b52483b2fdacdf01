import { sql } from "drizzle-orm"
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall, systemDoor } from "../columns"
import { MESSAGE_KINDS, MESSAGE_STATES } from "../enums"
import { doses } from "./doses"
import { patients } from "./patients"

/** Outbound SMS; the table is the queue. `biotMessageId` is BioT's answer to an accepted send. */
export const messages = pgTable(
  "messages",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    kind: text("kind", { enum: MESSAGE_KINDS }).notNull(),
    phone: text("phone").notNull(),
    body: text("body").notNull(),
    parts: smallint("parts").notNull(),
    state: text("state", { enum: MESSAGE_STATES }).notNull().default("queued"),
    reason: text("reason"),
    biotMessageId: text("biot_message_id"),
    isInferred: boolean("is_inferred").notNull().default(false),
    idempotencyKey: text("idempotency_key").notNull(),
    priority: smallint("priority").notNull(),
    attempts: integer("attempts").notNull().default(0),
    notBefore: instant("not_before").notNull(),
    expiresAt: instant("expires_at").notNull(),
    windowClosesAt: instant("window_closes_at"),
    createdAt: instant("created_at").notNull().default(now),
    claimedAt: instant("claimed_at"),
    sentAt: instant("sent_at"),
    requestedBy: uuid("requested_by"),
    batchId: uuid("batch_id"),
    templateId: uuid("template_id"),
    templateVersion: integer("template_version"),
    /** The message that a person had sent again knowingly, or tried again. */
    againOf: uuid("again_of"),
    /** Who set a failed or unknown send aside in Review: its state stays what it is. */
    settledBy: uuid("settled_by"),
    settledAt: instant("settled_at"),
    settledNote: text("settled_note"),
    traceId: text("trace_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("messages_idempotency").on(t.organizationId, t.idempotencyKey),
    unique("messages_biot_id").on(t.organizationId, t.biotMessageId),
    index("messages_patient").on(t.organizationId, t.patientId, t.createdAt.desc().nullsFirst()),
    index("messages_created").on(
      t.organizationId,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index("messages_batch").on(t.organizationId, t.batchId).where(sql`batch_id is not null`),
    uniqueIndex("messages_again")
      .on(t.organizationId, t.againOf)
      .where(sql`again_of is not null and state <> 'cancelled'`),
    index("messages_queue").on(t.priority, t.notBefore).where(sql`state = 'queued'`),
    index("messages_sending").on(t.claimedAt).where(sql`state = 'sending'`),
    index("messages_trouble")
      .on(t.organizationId, t.createdAt.desc().nullsFirst())
      .where(sql`state in ('failed', 'unknown')`),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    organizationWall("messages"),
    systemDoor("messages"),
  ],
).enableRLS()

/** Which doses a message asks about: one "1" answers all of them. */
export const messageDoses = pgTable(
  "message_doses",
  {
    organizationId: organizationColumn(),
    messageId: uuid("message_id").notNull(),
    doseId: uuid("dose_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.messageId, t.doseId] }),
    index("message_doses_dose").on(t.organizationId, t.doseId),
    foreignKey({
      columns: [t.organizationId, t.messageId],
      foreignColumns: [messages.organizationId, messages.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.doseId],
      foreignColumns: [doses.organizationId, doses.id],
    }),
    organizationWall("message_doses"),
  ],
).enableRLS()

/** One row: the pace at which this environment may send, shared by every worker. */
export const sendPace = pgTable(
  "send_pace",
  {
    id: boolean("id").primaryKey().default(true),
    perSecond: integer("per_second").notNull().default(1),
    nextAt: instant("next_at").notNull().default(now),
  },
  () => [systemDoor("send_pace")],
).enableRLS()
