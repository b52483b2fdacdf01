import { sql } from "drizzle-orm"
import { index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationWall, systemDoor } from "../columns"
import { CONFIDENCES, INTENTS, MATCH_RULES, REPLY_REASONS, REPLY_STATES } from "../enums"
import { organizations } from "./organizations"

/**
 * One row for each different plugin call, stored before anything is decided. The organization is
 * null while a call cannot be attributed; such a row is seen by no organization.
 */
export const replies = pgTable(
  "replies",
  {
    organizationId: uuid("organization_id").references(() => organizations.id),
    id: uuid("id").primaryKey(),
    dedupeKey: text("dedupe_key").notNull(),
    payload: jsonb("payload").notNull(),
    deliveryCount: integer("delivery_count").notNull().default(1),
    receivedAt: instant("received_at").notNull().default(now),
    traceId: text("trace_id"),
    state: text("state", { enum: REPLY_STATES }).notNull().default("received"),
    reason: text("reason", { enum: REPLY_REASONS }),
    attempts: integer("attempts").notNull().default(0),
    eventAt: instant("event_at"),
    senderKind: text("sender_kind"),
    senderId: text("sender_id"),
    fromPhone: text("from_phone"),
    toPhone: text("to_phone"),
    body: text("body"),
    normalised: text("normalised"),
    inboundMessageId: text("inbound_message_id"),
    previousMessageId: text("previous_message_id"),
    intent: text("intent", { enum: INTENTS }),
    confidence: text("confidence", { enum: CONFIDENCES }),
    matchRule: text("match_rule", { enum: MATCH_RULES }),
    flags: text("flags").array().notNull().default(sql`'{}'`),
    patientId: uuid("patient_id"),
    messageId: uuid("message_id"),
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
    decisionNote: text("decision_note"),
  },
  (t) => [
    unique("replies_dedupe").on(t.dedupeKey),
    unique("replies_in_organization").on(t.organizationId, t.id),
    index("replies_patient").on(t.organizationId, t.patientId, t.receivedAt.desc().nullsFirst()),
    index("replies_came").on(t.organizationId, t.receivedAt.desc().nullsFirst()),
    index("replies_phone").on(t.organizationId, t.fromPhone, t.receivedAt.desc().nullsFirst()),
    index("replies_queue")
      .on(t.organizationId, t.receivedAt.desc().nullsFirst())
      .where(sql`state in ('review', 'unmatched', 'quarantined', 'failed')`),
    index("replies_received").on(t.receivedAt).where(sql`state = 'received'`),
    organizationWall("replies"),
    systemDoor("replies"),
  ],
).enableRLS()
