import { z } from "zod"
import { DAY_MS, SECOND_MS } from "./clock"
import type { Queryable } from "./world"

export const ID_MODES = ["H1", "H2", "H3"] as const

/** What BioT's administrators grant the portal's service user; each can be withdrawn. */
export const SERVICE_SCOPES = [
  "PROTECTED_API",
  "NOTIFICATION_SEND_SMS",
  "NOTIFICATION_CONFIGURATION_GET_SMS_PROVIDER_CONFIGURATION",
  "DISPATCHER_SUBSCRIPTIONS_SUBSCRIBE",
  "DISPATCHER_SUBSCRIPTIONS_UNSUBSCRIBE",
  "DISPATCHER_SUBSCRIPTIONS_SEARCH",
] as const

const lifetimeSeconds = z
  .number()
  .int()
  .min(1)
  .max((365 * DAY_MS) / SECOND_MS)

const settingsSchema = z.strictObject({
  /** What the ids of a reply mean: H1 the article, H2 AWS, H3 ids never seen before. */
  idMode: z.enum(ID_MODES),
  ratePerSecond: z.number().int().min(1).max(100_000),
  smsProviderConfigured: z.boolean(),
  /** The portal's service user gets no new token; those it has go on. */
  serviceLocked: z.boolean(),
  accessTokenSeconds: lifetimeSeconds,
  refreshTokenSeconds: lifetimeSeconds,
  /** Of the code and of the token that it is given in with, unless the person has their own. */
  mfaSeconds: lifetimeSeconds,
  /** Of the token in a call to a plugin. */
  pluginTokenSeconds: lifetimeSeconds,
  withdrawnScopes: z.array(z.enum(SERVICE_SCOPES)),
  hookTimeoutMs: z.number().int().min(100).max(60_000),
})
export type Settings = z.infer<typeof settingsSchema>
export const settingsPatchSchema = settingsSchema.partial()

export const DEFAULT_SETTINGS: Settings = {
  idMode: "H2",
  ratePerSecond: 1,
  smsProviderConfigured: true,
  serviceLocked: false,
  accessTokenSeconds: 1_800,
  refreshTokenSeconds: (30 * DAY_MS) / SECOND_MS,
  mfaSeconds: 300,
  pluginTokenSeconds: 1_800,
  withdrawnScopes: [],
  hookTimeoutMs: 10_000,
}

/** Null when nothing was ever stored: the sign of an empty simulator. */
export async function readStoredSettings(db: Queryable): Promise<Settings | null> {
  const { rows } = await db.query("SELECT value FROM settings")
  return rows[0] ? withDefaults(rows[0].value) : null
}

export async function changeSettings(db: Queryable, patch: Partial<Settings>): Promise<Settings> {
  const { rows } = await db.query(
    `INSERT INTO settings (value) VALUES ($1)
     ON CONFLICT (one) DO UPDATE SET value = settings.value || excluded.value RETURNING value`,
    [JSON.stringify(patch)],
  )
  return withDefaults(rows[0]?.value)
}

function withDefaults(stored: object): Settings {
  return settingsSchema.parse({ ...DEFAULT_SETTINGS, ...stored })
}
