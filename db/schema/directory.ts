import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall } from "../columns"
import { SYNC_KINDS } from "../enums"
import { organizations } from "./organizations"

/** One pull of an organization's people from BioT, counted while it runs. */
export const directorySyncs = pgTable(
  "directory_syncs",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    id: uuid("id").notNull(),
    kind: text("kind", { enum: SYNC_KINDS }).notNull(),
    startedAt: instant("started_at").notNull().default(now),
    progressedAt: instant("progressed_at").notNull().default(now),
    finishedAt: instant("finished_at"),
    pages: integer("pages").notNull().default(0),
    seen: integer("seen").notNull().default(0),
    changed: integer("changed").notNull().default(0),
    removed: integer("removed").notNull().default(0),
    unreadable: integer("unreadable").notNull().default(0),
    error: text("error"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    index("directory_syncs_started").on(t.organizationId, t.kind, t.startedAt.desc().nullsFirst()),
    organizationWall("directory_syncs"),
  ],
).enableRLS()
