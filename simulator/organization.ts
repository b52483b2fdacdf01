import { Hono } from "hono"
import { z } from "zod"
import { callerOf, requireScope } from "./auth"
import { accessDenied, BiotError, readBody } from "./biot-error"
import {
  type EntityKind,
  entitySchema,
  findEntity,
  listEntities,
  organizationOf,
  type StoredEntity,
  saveEntity,
} from "./entities"
import { callSubscribers } from "./hooks"
import { searchEntities } from "./search"
import type { World } from "./world"

const PATHS: [string, EntityKind][] = [
  ["/v1/users/patients", "patient"],
  ["/v1/users/caregivers", "caregiver"],
  ["/v1/users/organizations", "organization-user"],
  ["/v1/organizations", "organization"],
]

function belongsTo(stored: StoredEntity, organizationId: string): boolean {
  return stored.id === organizationId || organizationOf(stored.entity)?.id === organizationId
}

/** What the caller may see: a service user everything, staff their organization, patients nothing. */
async function visibility(world: World, claims: ReturnType<typeof requireScope>) {
  const caller = await callerOf(world, claims)
  if (!caller) return () => true
  if (caller.kind === "patient") throw accessDenied()
  const organizationId = organizationOf(caller.entity)?.id ?? ""
  return (stored: StoredEntity) => belongsTo(stored, organizationId)
}

function notFound(kind: EntityKind, id: string) {
  const code = kind === "organization" ? "ORGANIZATION_NOT_FOUND" : "USER_NOT_FOUND"
  return new BiotError(404, code, `Entity with id [${id}] not found`, { id })
}

async function findVisible(
  world: World,
  claims: ReturnType<typeof requireScope>,
  kind: EntityKind,
  id: string,
): Promise<StoredEntity> {
  const sees = await visibility(world, claims)
  const known = z.guid().safeParse(id).success ? await findEntity(world.pool, id) : null
  if (!known || known.kind !== kind || !sees(known)) throw notFound(kind, id)
  return known
}

export function organizationRoutes(world: World) {
  const app = new Hono()
  app.get("/v1/users/self", async (c) => {
    const caller = await callerOf(world, requireScope(world, c, "PROTECTED_API"))
    if (!caller) throw accessDenied()
    return c.json({ ...caller.entity, _userType: caller.kind })
  })
  for (const [path, kind] of PATHS) {
    app.get(path, async (c) => {
      const sees = await visibility(world, requireScope(world, c, "PROTECTED_API"))
      const seen = (await listEntities(world.pool, kind)).filter(sees)
      const entities = seen.map((one) => one.entity)
      return c.json(searchEntities(entities, c.req.query("searchRequest")))
    })
    app.get(`${path}/:id`, async (c) => {
      const claims = requireScope(world, c, "PROTECTED_API")
      return c.json((await findVisible(world, claims, kind, c.req.param("id"))).entity)
    })
    app.patch(`${path}/:id`, async (c) => {
      const claims = requireScope(world, c, "PROTECTED_API")
      const known = await findVisible(world, claims, kind, c.req.param("id"))
      const { _id, _creationTime, _lastModifiedTime, ...changes } = await readBody(c, entitySchema)
      const { stored } = await saveEntity(world.pool, kind, { ...changes, _id: known.id })
      world.live.publish({ type: "phones" })
      await callSubscribers(world, {
        kind,
        actionName: "_update",
        entity: stored.entity,
        number: "",
      })
      return c.json(stored.entity)
    })
  }
  return app
}
