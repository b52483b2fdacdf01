import { type Context, Hono } from "hono"
import { z } from "zod"
import { callerOf, requireScope } from "./auth"
import { accessDenied, BiotError, check, readBody } from "./biot-error"
import {
  type EntityKind,
  entitySchema,
  findEntity,
  listEntities,
  organizationOf,
  removeEntity,
  type StoredEntity,
  saveEntity,
} from "./entities"
import { callSubscribers } from "./hooks"
import { checkChanges } from "./person-changes"
import { searchEntities } from "./search"
import { searchableOf } from "./search-request"
import type { World } from "./world"

const PATHS: [string, EntityKind][] = [
  ["/v1/users/patients", "patient"],
  ["/v1/users/caregivers", "caregiver"],
  ["/v1/users/organizations", "organization-user"],
  ["/v1/organizations", "organization"],
]

type Sees = (stored: StoredEntity) => boolean

/** What the caller may see: a service user everything, staff their organization, patients themselves. */
async function visibility(world: World, c: Context): Promise<Sees> {
  const caller = await callerOf(world, requireScope(world, c, "PROTECTED_API"))
  if (!caller) return () => true
  if (caller.kind === "patient") return (stored) => stored.id === caller.id
  const organizationId = organizationOf(caller.entity)?.id ?? ""
  return (stored) =>
    stored.id === organizationId || organizationOf(stored.entity)?.id === organizationId
}

/** The entity of the path; 400 for what is no id, 404 for what the caller may not see. */
async function findVisible(world: World, c: Context, kind: EntityKind): Promise<StoredEntity> {
  const sees = await visibility(world, c)
  const { id } = check(z.object({ id: z.guid() }), { id: c.req.param("id") })
  const known = await findEntity(world.pool, id)
  if (known?.kind === kind && sees(known)) return known
  const code = kind === "organization" ? "ORGANIZATION_NOT_FOUND" : "USER_NOT_FOUND"
  throw new BiotError(404, code, `Entity with id [${id}] not found`, { id })
}

async function self(world: World, c: Context, kind?: EntityKind) {
  const caller = await callerOf(world, requireScope(world, c, "PROTECTED_API"))
  if (!caller || (kind && caller.kind !== kind)) throw accessDenied()
  return c.json(kind ? caller.entity : { ...caller.entity, _userType: caller.kind })
}

/** Tells the subscribers what happened to an entity, and the page that it did. */
export async function announce(world: World, actionName: string, { kind, entity }: StoredEntity) {
  world.live.publish({ type: "phones" })
  await callSubscribers(world, { kind, actionName, entity, number: "" })
}

function checkQuery(c: Context) {
  const query = { includeReferencers: c.req.query("includeReferencers") }
  check(z.object({ includeReferencers: z.enum(["true", "false"]).optional() }), query)
}

export function organizationRoutes(world: World) {
  const app = new Hono()
  app.get("/v1/users/self", (c) => self(world, c))
  for (const [path, kind] of PATHS) {
    app.get(path, async (c) => {
      const sees = await visibility(world, c)
      checkQuery(c)
      const seen = (await listEntities(world.pool, kind)).filter(sees)
      const entities = seen.map((one) => one.entity)
      return c.json(searchEntities(entities, c.req.query("searchRequest"), searchableOf(kind)))
    })
    if (kind !== "organization") app.get(`${path}/self`, (c) => self(world, c, kind))
    app.get(`${path}/:id`, async (c) => {
      checkQuery(c)
      return c.json((await findVisible(world, c, kind)).entity)
    })
    app.patch(`${path}/:id`, async (c) => {
      const { id } = await findVisible(world, c, kind)
      const changes = checkChanges(kind, await readBody(c, entitySchema))
      const { stored } = await saveEntity(world.pool, kind, { ...changes, _id: id })
      await announce(world, "_update", stored)
      return c.json(stored.entity)
    })
    if (kind === "organization") continue
    app.delete(`${path}/:id`, async (c) => {
      const known = await findVisible(world, c, kind)
      await removeEntity(world.pool, known.id)
      await announce(world, "_delete", known)
      return c.body(null, 204)
    })
  }
  return app
}
