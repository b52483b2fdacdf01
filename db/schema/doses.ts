import { sql } from "drizzle-orm"
import {
  boolean,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall, systemDoor } from "../columns"
import { DOSE_EVENT_KINDS, DOSE_EVENT_SOURCES, DOSE_STATES } from "../enums"
import { patients } from "./patients"
import { regimens } from "./regimens"

/**
 * One expected intake. `state` and what follows cache the reduction of the dose's events; `replied`
 * also counts a reply that was matched to it and says something else.
 */
export const doses = pgTable(
  "doses",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    regimenId: uuid("regimen_id").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    slot: text("slot").notNull(),
    timeZone: text("time_zone").notNull(),
    dueAt: instant("due_at").notNull(),
    opensAt: instant("opens_at").notNull(),
    onTimeUntil: instant("on_time_until").notNull(),
    closesAt: instant("closes_at").notNull(),
    state: text("state", { enum: DOSE_STATES }).notNull().default("scheduled"),
    takenAt: instant("taken_at"),
    reminded: boolean("reminded").notNull().default(false),
    replied: boolean("replied").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("doses_occurrence").on(t.organizationId, t.regimenId, t.localDate, t.slot),
    index("doses_patient_due").on(t.organizationId, t.patientId, t.dueAt),
    index("doses_due").on(t.dueAt).where(sql`state in ('scheduled', 'pending')`),
    index("doses_open").on(t.closesAt).where(sql`state in ('scheduled', 'pending')`),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    foreignKey({
      columns: [t.organizationId, t.regimenId],
      foreignColumns: [regimens.organizationId, regimens.id],
    }),
    organizationWall("doses"),
    systemDoor("doses"),
  ],
).enableRLS()

/** Append-only statements about a dose, by the patient, by staff, or by what the portal did. */
export const doseEvents = pgTable(
  "dose_events",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    doseId: uuid("dose_id").notNull(),
    kind: text("kind", { enum: DOSE_EVENT_KINDS }).notNull(),
    source: text("source", { enum: DOSE_EVENT_SOURCES }).notNull(),
    at: instant("at").notNull(),
    takenAt: instant("taken_at"),
    replyId: uuid("reply_id"),
    messageId: uuid("message_id"),
    staffId: uuid("staff_id"),
    voids: uuid("voids"),
    /** The excused period that this event follows from. */
    periodId: uuid("period_id"),
    /** What staff said of several doses at once has one; it is taken back by it. */
    correctionId: uuid("correction_id"),
    reason: text("reason"),
    recordedAt: instant("recorded_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("dose_events_dose").on(t.organizationId, t.doseId),
    index("dose_events_period").on(t.organizationId, t.periodId).where(sql`period_id is not null`),
    uniqueIndex("dose_events_correction")
      .on(t.organizationId, t.correctionId, t.doseId)
      .where(sql`correction_id is not null`),
    uniqueIndex("dose_events_reply")
      .on(t.organizationId, t.doseId, t.replyId, t.kind)
      .where(sql`source = 'patient' and voids is null`),
    foreignKey({
      columns: [t.organizationId, t.doseId],
      foreignColumns: [doses.organizationId, doses.id],
    }),
    organizationWall("dose_events"),
  ],
).enableRLS()
