import { boolean, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core"
import { instant, now, organizationColumn, organizationWall, systemDoor } from "../columns"
import { FHIR_RESOURCES } from "../enums"
import { organizations } from "./organizations"

/**
 * Whom an admin lets read through the FHIR API. The token itself is shown once and kept nowhere:
 * `hash` is its SHA-256 in hex, `hint` its last characters. Revoked ones stay, so that the audit can
 * name them.
 */
export const apiTokens = pgTable(
  "api_tokens",
  {
    organizationId: organizationColumn().references(() => organizations.id),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    hash: text("hash").notNull(),
    hint: text("hint").notNull(),
    scopes: text("scopes", { enum: FHIR_RESOURCES }).array().notNull(),
    /** Whether it may read what patients and staff wrote. */
    readsTexts: boolean("reads_texts").notNull(),
    createdBy: uuid("created_by").notNull(),
    createdAt: instant("created_at").notNull().default(now),
    expiresAt: instant("expires_at").notNull(),
    revokedBy: uuid("revoked_by"),
    revokedAt: instant("revoked_at"),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.id] }),
    unique("api_tokens_hash").on(t.hash),
    organizationWall("api_tokens"),
    systemDoor("api_tokens"),
  ],
).enableRLS()
