import {
  boolean,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { patients } from "./patients"

export const regimens = pgTable(
  "regimens",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    medication: text("medication").notNull(),
    doseText: text("dose_text").notNull(),
    createdAt: instant("created_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("regimens_patient").on(t.organizationId, t.patientId),
    index("regimens_medication").on(t.organizationId, t.medication, t.patientId),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    organizationWall("regimens"),
  ],
).enableRLS()

/** Effective-dated schedules: an edit ends one version and starts the next, the past stays. */
export const regimenVersions = pgTable(
  "regimen_versions",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    regimenId: uuid("regimen_id").notNull(),
    startDate: date("start_date", { mode: "string" }).notNull(),
    endDate: date("end_date", { mode: "string" }),
    timeZone: text("time_zone").notNull(),
    /** The dose from this version on; null: as the regimen began. */
    doseText: text("dose_text"),
    slots: jsonb("slots").notNull(),
    recurrence: jsonb("recurrence").notNull(),
    windows: jsonb("windows").notNull().default({}),
    isReminding: boolean("is_reminding").notNull().default(true),
    createdAt: instant("created_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("regimen_versions_regimen").on(t.organizationId, t.regimenId, t.startDate),
    foreignKey({
      columns: [t.organizationId, t.regimenId],
      foreignColumns: [regimens.organizationId, regimens.id],
    }),
    organizationWall("regimen_versions"),
  ],
).enableRLS()
