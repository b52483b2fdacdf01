import { Hono } from "hono"
import { z } from "zod"
import { BiotError, check, readWish } from "./biot-error"
import { SECOND_MS } from "./clock"
import { ENDPOINT_NAMES } from "./endpoints"
import {
  displayNameOf,
  ENTITY_KINDS,
  type Entity,
  entitySchema,
  findEntity,
  hasMfa,
  loginSchema,
  organizationOf,
  removeEntity,
  saveEntity,
} from "./entities"
import { addFault, clearFaults, faultSchema, listFaults } from "./faults"
import { textFromPhone } from "./inbound"
import { listMessages, listRecentMessages, listSent } from "./messages"
import { announce } from "./organization"
import { serviceClaims } from "./payload"
import { addStranger, listPhones } from "./phones"
import { reference, resetWorld } from "./seed"
import { SEED_ORGANIZATIONS } from "./seed-data"
import { changeSettings, DEFAULT_SETTINGS, SERVICE_SCOPES, settingsPatchSchema } from "./settings"
import { loadKeys, unknownKey } from "./signing-keys"
import { signToken, TOKEN_ALGORITHMS } from "./tokens"
import type { World } from "./world"

const MESSAGES_PER_PHONE = 60
const numberSchema = z.string().regex(/^\+[0-9]{4,15}$/, "an E.164 number")
const textSchema = z.object({ body: z.string().min(1).max(1_600) })
const upsertSchema = z.object({
  kind: z.enum(ENTITY_KINDS),
  entity: entitySchema,
  login: loginSchema.nullish(),
})
const tokenSchema = z.strictObject({
  claims: z.record(z.string(), z.unknown()).optional(),
  alg: z.enum(TOKEN_ALGORITHMS).default("RS512"),
  expiresInSeconds: z.number().optional(),
  key: z.enum(["current", "previous", "unknown"]).default("current"),
})
const resetSchema = z.strictObject({
  seed: z.enum(["clinic", "none"]).default("clinic"),
  subscriptions: z.enum(["keep", "clear"]).default("keep"),
})

async function listStaff(world: World) {
  const { rows } = await world.pool.query(
    "SELECT id, entity, login FROM entities WHERE login ? 'role' ORDER BY seq",
  )
  return rows.map(({ id, entity, login }) => ({
    userId: id,
    username: login.username,
    password: login.password,
    displayName: displayNameOf(entity),
    role: login.role,
    organization: organizationOf(entity)?.name ?? "",
    mfa: hasMfa(entity),
  }))
}

async function upsert(world: World, body: z.infer<typeof upsertSchema>) {
  const id = z.guid().safeParse(body.entity._id).data
  const known = id ? await findEntity(world.pool, id) : null
  const home = SEED_ORGANIZATIONS[0]
  const defaults = { _enabled: "ENABLED", _locale: "en-us", _ownerOrganization: reference(home) }
  const isNewPerson = !known && body.kind !== "organization"
  const entity = isNewPerson ? { ...defaults, ...body.entity } : body.entity
  const { stored, created } = await saveEntity(world.pool, body.kind, entity, body.login)
  await announce(world, created ? "_create" : changeOf(known?.entity, stored.entity), stored)
  return stored.entity
}

/** BioT has an action of its own for people who are disabled or enabled. */
function changeOf(before: Entity | undefined, after: Entity): string {
  return before && before._enabled !== after._enabled ? "_updateEnabledState" : "_update"
}

async function remove(world: World, id: string) {
  const known = await findEntity(world.pool, id)
  if (!known) throw new BiotError(404, "USER_NOT_FOUND", "Nobody has this id")
  await removeEntity(world.pool, id)
  await announce(world, "_delete", known)
}

function makeToken(world: World, body: z.infer<typeof tokenSchema>): string {
  const keys = { ...world.keys, unknown: body.key === "unknown" ? unknownKey() : null }
  const key = keys[body.key]
  if (!key) throw new BiotError(409, "CONFLICT", "There is no previous key: rotate the keys first")
  const lifetimeMs = (body.expiresInSeconds ?? world.settings.pluginTokenSeconds) * SECOND_MS
  const claims = { ...serviceClaims(Date.now(), lifetimeMs), ...body.claims }
  // A claim given as null is left out.
  const kept = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null))
  return signToken(kept, key, body.alg)
}

function phoneRoutes(app: Hono, world: World) {
  app.get("/phones", async (c) => c.json({ phones: await listPhones(world) }))
  app.get("/phones/:number/messages", async (c) => {
    const number = check(numberSchema, c.req.param("number"))
    return c.json({ messages: await listMessages(world.pool, number) })
  })
  app.post("/phones/:number/messages", async (c) => {
    const number = check(numberSchema, c.req.param("number"))
    const { body } = await readWish(c, textSchema)
    return c.json(await textFromPhone(world, number, body), 202)
  })
  app.post("/phones", async (c) => {
    const { number } = await readWish(c, z.strictObject({ number: numberSchema }))
    await addStranger(world.pool, number)
    world.live.publish({ type: "phones" })
    return c.json({ number }, 201)
  })
  app.get("/messages", async (c) =>
    c.json({ messages: await listRecentMessages(world.pool, MESSAGES_PER_PHONE) }),
  )
  app.get("/sms", async (c) => c.json({ messages: await listSent(world.pool) }))
  app.get("/live", (c) => world.live.stream(c))
}

function troubleRoutes(app: Hono, world: World) {
  app.get("/settings", async (c) => c.json(world.settings))
  app.post("/settings", async (c) => {
    world.settings = await changeSettings(world.pool, await readWish(c, settingsPatchSchema))
    world.live.publish({ type: "trouble" })
    return c.json(world.settings)
  })
  app.get("/trouble", async (c) =>
    c.json({
      settings: world.settings,
      defaults: DEFAULT_SETTINGS,
      faults: await listFaults(world.pool),
      endpoints: ENDPOINT_NAMES,
      scopes: SERVICE_SCOPES,
    }),
  )
  app.get("/faults", async (c) => c.json({ faults: await listFaults(world.pool) }))
  app.post("/faults", async (c) => {
    const fault = await addFault(world, await readWish(c, faultSchema))
    return c.json({ fault }, 201)
  })
  app.delete("/faults", async (c) => {
    await clearFaults(world)
    return c.body(null, 204)
  })
  app.delete("/faults/:id", async (c) => {
    await clearFaults(world, check(z.guid(), c.req.param("id")))
    return c.body(null, 204)
  })
}

/** What BioT does not have: the people behind the phones, and trouble on demand. */
export function controlRoutes(world: World) {
  const app = new Hono()
  phoneRoutes(app, world)
  troubleRoutes(app, world)
  app.get("/people", async (c) => c.json({ people: await listStaff(world) }))
  app.post("/people/upsert", async (c) =>
    c.json({ entity: await upsert(world, await readWish(c, upsertSchema)) }),
  )
  app.delete("/people/:id", async (c) => {
    await remove(world, check(z.guid(), c.req.param("id")))
    return c.body(null, 204)
  })
  app.post("/tokens", async (c) =>
    c.json({ jwt: makeToken(world, await readWish(c, tokenSchema)) }),
  )
  app.post("/keys/rotate", async (c) => {
    world.keys = await loadKeys(world.pool, true)
    world.live.publish({ type: "trouble" })
    return c.json({ publicKey: world.keys.current.publicSpki })
  })
  app.post("/reset", async (c) => {
    const { seed, subscriptions } = await readWish(c, resetSchema)
    await resetWorld(world, seed, subscriptions === "clear")
    return c.json({ seed })
  })
  return app
}
