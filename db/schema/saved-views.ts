import { sql } from "drizzle-orm"
import {
  boolean,
  foreignKey,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { staff } from "./staff"

/** How one person likes to see the patients list: its filters and order under a name of their own. */
export const savedViews = pgTable(
  "saved_views",
  {
    organizationId: organizationColumn(),
    id: uuid("id").notNull(),
    staffId: uuid("staff_id").notNull(),
    name: text("name").notNull(),
    /** Known filters alone, never what was searched for. */
    query: jsonb("query").notNull(),
    /** What the list shows its owner when nothing else is asked for. */
    isDefault: boolean("is_default").notNull().default(false),
    savedAt: instant("saved_at").notNull().default(now),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("saved_views_name").on(t.organizationId, t.staffId, t.name),
    uniqueIndex("saved_views_default").on(t.organizationId, t.staffId).where(sql`is_default`),
    foreignKey({
      columns: [t.organizationId, t.staffId],
      foreignColumns: [staff.organizationId, staff.id],
    }),
    organizationWall("saved_views"),
  ],
).enableRLS()
