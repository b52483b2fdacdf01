import { sql } from "drizzle-orm"
import {
  boolean,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { TEMPLATE_PURPOSES } from "../enums"
import { organizations } from "./organizations"

/**
 * Texts that an organization keeps, each of one language (`en`, `de`) and purpose; the default one
 * is what the schedule sends.
 */
export const templates = pgTable(
  "templates",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    purpose: text("purpose", { enum: TEMPLATE_PURPOSES }).notNull(),
    language: text("language").notNull(),
    isDefault: boolean("is_default").notNull().default(false),
    archivedAt: instant("archived_at"),
    createdAt: instant("created_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    uniqueIndex("templates_name")
      .on(t.organizationId, t.language, sql`lower(name)`)
      .where(sql`archived_at is null`),
    uniqueIndex("templates_default")
      .on(t.organizationId, t.purpose, t.language)
      .where(sql`is_default and archived_at is null`),
    organizationWall("templates"),
  ],
).enableRLS()

/** Every wording that a template ever had, from version 1 on; what was sent stays explained. */
export const templateVersions = pgTable(
  "template_versions",
  {
    organizationId: organizationColumn(),
    templateId: uuid("template_id").notNull(),
    version: integer("version").notNull(),
    body: text("body").notNull(),
    writtenBy: uuid("written_by"),
    writtenAt: instant("written_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.templateId, t.version] }),
    foreignKey({
      columns: [t.organizationId, t.templateId],
      foreignColumns: [templates.organizationId, templates.id],
    }),
    organizationWall("template_versions"),
  ],
).enableRLS()
