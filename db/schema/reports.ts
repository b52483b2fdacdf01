import { date, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall, systemDoor } from "../columns"
import { organizations } from "./organizations"

/**
 * Reports that take too long to compute while somebody waits: the worker computes them, and the page
 * says as of when they are. A cache of the doses; nothing here is stated anywhere first.
 */
export const reports = pgTable(
  "reports",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    /** "30" for the last days, "2026-01-01..2026-01-31" for days that were named. */
    period: text("period").notNull(),
    /** Somebody asked for it, or for a newer one. */
    wantedAt: instant("wanted_at").notNull().default(now),
    computedAt: instant("computed_at"),
    fromDate: date("from_date", { mode: "string" }),
    toDate: date("to_date", { mode: "string" }),
    tookMs: integer("took_ms"),
    body: jsonb("body"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.period] }),
    organizationWall("reports"),
    systemDoor("reports"),
  ],
).enableRLS()
