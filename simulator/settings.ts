import { z } from "zod"
import type { Queryable } from "./world"

export const ID_MODES = ["H1", "H2", "H3"] as const

export const settingsSchema = z.object({
  /** What the ids of a reply mean: H1 the article, H2 AWS, H3 ids never seen before. */
  idMode: z.enum(ID_MODES).default("H2"),
  ratePerSecond: z.number().int().min(1).max(100_000).default(1),
  smsProviderConfigured: z.boolean().default(true),
  accessTokenSeconds: z.number().int().min(1).max(86_400).default(1_800),
  /** How long a code that was texted is good for. */
  mfaSeconds: z.number().int().min(1).max(86_400).default(300),
  hookTimeoutMs: z.number().int().min(100).max(60_000).default(10_000),
})
export type Settings = z.infer<typeof settingsSchema>
export const settingsPatchSchema = z.strictObject({
  idMode: z.enum(ID_MODES).optional(),
  ratePerSecond: z.number().int().min(1).max(100_000).optional(),
  smsProviderConfigured: z.boolean().optional(),
  accessTokenSeconds: z.number().int().min(1).max(86_400).optional(),
  mfaSeconds: z.number().int().min(1).max(86_400).optional(),
  hookTimeoutMs: z.number().int().min(100).max(60_000).optional(),
})

/** Null when nothing was ever stored: the sign of an empty simulator. */
export async function readStoredSettings(db: Queryable): Promise<Settings | null> {
  const { rows } = await db.query("SELECT value FROM settings")
  return rows[0] ? settingsSchema.parse(rows[0].value) : null
}

export async function readSettings(db: Queryable): Promise<Settings> {
  return (await readStoredSettings(db)) ?? settingsSchema.parse({})
}

export async function changeSettings(db: Queryable, patch: object): Promise<Settings> {
  const { rows } = await db.query(
    `INSERT INTO settings (value) VALUES ($1)
     ON CONFLICT (one) DO UPDATE SET value = settings.value || excluded.value RETURNING value`,
    [JSON.stringify(patch)],
  )
  return settingsSchema.parse(rows[0]?.value)
}
