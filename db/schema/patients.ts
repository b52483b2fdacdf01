import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uuid,
} from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall, systemDoor } from "../columns"
import { organizations } from "./organizations"

/** BioT's patients, by BioT's ids. Names and phone may be null: BioT strips what we may not see. */
export const patients = pgTable(
  "patients",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    id: uuid("id").notNull(),
    firstName: text("first_name"),
    lastName: text("last_name"),
    phone: text("phone"),
    phoneSince: instant("phone_since").notNull().default(now),
    additionalPhone: text("additional_phone"),
    locale: text("locale"),
    timeZoneAttribute: text("time_zone_attribute"),
    timeZoneOverride: text("time_zone_override"),
    isEnabled: boolean("is_enabled").notNull().default(true),
    deletedAt: instant("deleted_at"),
    syncedAt: instant("synced_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("patients_phone").on(t.organizationId, t.phone),
    index("patients_additional_phone").on(t.organizationId, t.additionalPhone),
    organizationWall("patients"),
    systemDoor("patients"),
  ],
).enableRLS()

/** What the patients list sorts and shows: a cache of `summarizePatient`, renewed with each event. */
export const patientSummaries = pgTable(
  "patient_summaries",
  {
    organizationId: organizationColumn(),
    patientId: uuid("patient_id").notNull(),
    taken30: integer("taken_30").notNull(),
    expected30: integer("expected_30").notNull(),
    open30: integer("open_30").notNull(),
    trend: real("trend"),
    currentGap: integer("current_gap").notNull(),
    lastTakenAt: instant("last_taken_at"),
    need: integer("need").notNull(),
    needReasons: jsonb("need_reasons").$type<string[]>().notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.patientId] }),
    index("patient_summaries_need").on(t.organizationId, t.need.desc().nullsFirst(), t.patientId),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    organizationWall("patient_summaries"),
  ],
).enableRLS()

/** Opt-outs belong to a number, whoever owns it; the newest word by event time counts. */
export const optOuts = pgTable(
  "opt_outs",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    phone: text("phone").notNull(),
    isOptedOut: boolean("is_opted_out").notNull(),
    changedAt: instant("changed_at").notNull(),
    replyId: uuid("reply_id"),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.phone] }), organizationWall("opt_outs")],
).enableRLS()

/** What staff wrote about a patient: ours alone, kept as it was written. */
export const patientNotes = pgTable(
  "patient_notes",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    body: text("body").notNull(),
    writtenBy: uuid("written_by").notNull(),
    writtenAt: instant("written_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("patient_notes_patient").on(t.organizationId, t.patientId, t.writtenAt),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    organizationWall("patient_notes"),
  ],
).enableRLS()
