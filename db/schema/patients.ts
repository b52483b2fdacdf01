import { sql } from "drizzle-orm"
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
import type { NeedReason, UnreachableReason } from "@/lib/patients/need"
import { instant, now, organizationColumn, organizationWall, systemDoor } from "../columns"
import { LIST_BANDS } from "../enums"
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

/**
 * What the patients list sorts, filters and shows: a cache of `summarizePatients`, renewed with each
 * event. A trigger makes the row with its patient, who is never deleted from the table, so it needs
 * no foreign key; what stands last is copied, so that one index gives a page in any order.
 */
export const patientSummaries = pgTable(
  "patient_summaries",
  {
    organizationId: organizationColumn(),
    patientId: uuid("patient_id").notNull(),
    taken30: integer("taken_30").notNull(),
    expected30: integer("expected_30").notNull(),
    open30: integer("open_30").notNull(),
    undecided30: integer("undecided_30").notNull().default(0),
    band: text("band", { enum: LIST_BANDS }).notNull().default("none"),
    trend: real("trend"),
    currentGap: integer("current_gap").notNull(),
    lastTakenAt: instant("last_taken_at"),
    /** The weights of the open items in `attentionItems`, added up, and their rules and values. */
    need: integer("need").notNull(),
    needReasons: jsonb("need_reasons").$type<NeedReason[]>().notNull(),
    /** Why texts or answers do not arrive, whether or not it is put before staff. */
    unreachable: text("unreachable").array().$type<UnreachableReason[]>().notNull().default([]),
    /** Of the phone number, ISO 3166-1 alpha-2. */
    country: text("country"),
    /** Of the locale, ISO 639. */
    language: text("language"),
    isOptedOut: boolean("is_opted_out").notNull().default(false),
    cannotReply: boolean("cannot_reply").notNull().default(false),
    updatedAt: instant("updated_at").notNull(),
    nameKey: text("name_key").notNull().default(sql`chr(65533)`),
    isListed: boolean("is_listed").notNull().default(true),
    /** Taken of expected, in ten thousands; too few doses to tell come last. */
    reportedKey: integer("reported_key")
      .notNull()
      .generatedAlwaysAs(
        sql`case when expected_30 < 7 then 10001 else taken_30 * 10000 / expected_30 end`,
      ),
    /** Nothing reported in 30 days comes first, nobody to wait for last. */
    lastTakenKey: instant("last_taken_key")
      .notNull()
      .generatedAlwaysAs(
        sql`coalesce(last_taken_at, case when expected_30 > 0 then '1970-01-01 00:00:00+00'::timestamptz
          else '9999-01-01 00:00:00+00'::timestamptz end)`,
      ),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.patientId] }),
    ...[
      index("patient_summaries_need").on(t.organizationId, t.need, t.patientId),
      index("patient_summaries_name").on(t.organizationId, t.nameKey, t.patientId),
      index("patient_summaries_reported").on(t.organizationId, t.reportedKey, t.patientId),
      index("patient_summaries_last_taken").on(t.organizationId, t.lastTakenKey, t.patientId),
    ].map((order) => order.where(sql`is_listed`)),
    organizationWall("patient_summaries"),
    systemDoor("patient_summaries"),
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
    /** The person who recorded it, if it was not the patient's own text. */
    changedBy: uuid("changed_by"),
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
