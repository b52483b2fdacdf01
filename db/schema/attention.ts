import { sql } from "drizzle-orm"
import {
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { NEED_RULES, type NeedReason } from "@/lib/patients/need"
import { instant, organizationColumn, organizationWall } from "../columns"
import { patients } from "./patients"

/**
 * A rule of "Needs attention" that held for a patient, from when until when. `closedBy` null: it
 * stopped holding. `doseIds` and the days are what it rested on when it was last looked at.
 */
export const attentionItems = pgTable(
  "attention_items",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    patientId: uuid("patient_id").notNull(),
    rule: text("rule", { enum: NEED_RULES }).notNull(),
    values: jsonb("rule_values").$type<NeedReason["values"]>().notNull(),
    doseIds: uuid("dose_ids").array().notNull().default(sql`'{}'`),
    fromDate: date("from_date"),
    toDate: date("to_date"),
    openedAt: instant("opened_at").notNull(),
    closedAt: instant("closed_at"),
    closedBy: uuid("closed_by"),
    note: text("note"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex("attention_items_one_open")
      .on(t.organizationId, t.patientId, t.rule)
      .where(sql`closed_at is null`),
    index("attention_items_last").on(
      t.organizationId,
      t.patientId,
      t.rule,
      t.closedAt.desc().nullsFirst(),
    ),
    foreignKey({
      columns: [t.organizationId, t.patientId],
      foreignColumns: [patients.organizationId, patients.id],
    }),
    organizationWall("attention_items"),
  ],
).enableRLS()
