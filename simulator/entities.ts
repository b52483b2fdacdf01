import { randomUUID } from "node:crypto"
import { z } from "zod"
import type { Queryable } from "./world"

export const USER_KINDS = ["patient", "caregiver", "organization-user"] as const
export const ENTITY_KINDS = [...USER_KINDS, "organization"] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

/** Any attribute may be there: organizations define their own beside BioT's. */
export const entitySchema = z.record(z.string(), z.unknown())
export type Entity = z.infer<typeof entitySchema>

export const loginSchema = z.object({
  username: z.string().min(1),
  password: z.string().min(1),
  role: z.enum(["clinician", "coordinator", "admin"]).optional(),
  lockedMinutes: z.number().int().positive().optional(),
  locked: z.boolean().optional(),
  passwordResetRequired: z.boolean().optional(),
})
export type Login = z.infer<typeof loginSchema>

export type StoredEntity = { id: string; kind: EntityKind; entity: Entity; login: Login | null }

const COLUMNS = "id, kind, entity, login"

export async function findEntity(db: Queryable, id: string): Promise<StoredEntity | null> {
  const { rows } = await db.query(`SELECT ${COLUMNS} FROM entities WHERE id = $1`, [id])
  return rows[0] ?? null
}

export async function findByUsername(db: Queryable, name: string): Promise<StoredEntity | null> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM entities WHERE login->>'username' = $1 ORDER BY seq LIMIT 1`,
    [name],
  )
  return rows[0] ?? null
}

/** Everybody, of whatever organization and kind, who owns this phone number. */
export async function findOwners(db: Queryable, number: string): Promise<StoredEntity[]> {
  const { rows } = await db.query(
    `SELECT ${COLUMNS} FROM entities
     WHERE entity->>'_phone' = $1 AND kind <> 'organization' ORDER BY seq`,
    [number],
  )
  return rows
}

export async function listEntities(db: Queryable, kind: EntityKind): Promise<StoredEntity[]> {
  const { rows } = await db.query(`SELECT ${COLUMNS} FROM entities WHERE kind = $1 ORDER BY seq`, [
    kind,
  ])
  return rows
}

export async function saveEntity(
  db: Queryable,
  kind: EntityKind,
  changes: Entity,
  login?: Login | null,
): Promise<{ stored: StoredEntity; created: boolean }> {
  const id = z.uuid().catch(randomUUID()).parse(changes._id)
  const known = await findEntity(db, id)
  const now = new Date().toISOString()
  const entity: Entity = {
    ...(known ? known.entity : { _creationTime: now }),
    _lastModifiedTime: now,
    ...changes,
    _id: id,
  }
  const keptLogin = login === undefined ? (known?.login ?? null) : login
  await db.query(
    `INSERT INTO entities (id, kind, entity, login) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, entity = excluded.entity, login = excluded.login`,
    [id, kind, JSON.stringify(entity), keptLogin === null ? null : JSON.stringify(keptLogin)],
  )
  return { stored: { id, kind, entity, login: keptLogin }, created: known === null }
}

export async function removeEntity(db: Queryable, id: string): Promise<void> {
  await db.query("DELETE FROM entities WHERE id = $1", [id])
}

const ownerSchema = z.object({ id: z.string(), name: z.string().nullish() })

export function organizationOf(entity: Entity): { id: string; name: string } | null {
  const parsed = ownerSchema.safeParse(entity._ownerOrganization)
  return parsed.success ? { id: parsed.data.id, name: parsed.data.name ?? "" } : null
}

/** Whether signing in takes a code as well. */
export function hasMfa(entity: Entity): boolean {
  return z.object({ enabled: z.literal(true) }).safeParse(entity._mfa).success
}

const nameSchema = z.object({ firstName: z.string().nullish(), lastName: z.string().nullish() })

export function displayNameOf(entity: Entity): string {
  if (typeof entity._name === "string") return entity._name
  const parsed = nameSchema.safeParse(entity._name)
  const name = parsed.success ? [parsed.data.firstName, parsed.data.lastName] : []
  return name.filter(Boolean).join(" ") || "No name"
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null
}
