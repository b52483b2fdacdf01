import { countryOf } from "./countries"
import { inTransaction } from "./database"
import { type Entity, type Login, saveEntity } from "./entities"
import {
  DEMO_PASSWORD,
  SEED_ORGANIZATIONS,
  SEED_PEOPLE,
  SEED_STRANGER,
  type SeedPerson,
} from "./seed-data"
import { changeSettings, readStoredSettings } from "./settings"
import type { Queryable, World } from "./world"

const CREATED = "2026-01-15T14:24:31.4Z"
const TEMPLATE_ORGANIZATION = "2aaa71cf-8a10-4253-9576-6fd160a85b2d"
const TEMPLATE_USER = "a38f32d7-de6c-4252-9061-9bcdc253f6c9"

export function reference(organization: { id: string; name: string }) {
  return {
    id: organization.id,
    name: organization.name,
    templateId: TEMPLATE_ORGANIZATION,
    parentEntityId: null,
  }
}

function plain(text: string) {
  return text
    .normalize("NFKD")
    .replaceAll("ı", "i")
    .replace(/[^\w .-]/g, "")
    .toLowerCase()
}

function usernameOf(person: SeedPerson) {
  const place = person.organization === 1 ? "lakeside" : "nordlicht"
  const name = person.name ?? `patient ${person.id.slice(-5)}`
  return `${plain(name).replaceAll(" ", ".")}@${place}.example`
}

function personEntity(person: SeedPerson): Entity {
  const organization = SEED_ORGANIZATIONS[person.organization - 1]
  if (!organization) throw new Error(`No organization for ${person.name}`)
  const [firstName = "", ...rest] = person.name?.split(" ") ?? []
  const lastName = rest.join(" ")
  const given = person.role === "clinician" ? `Dr. ${firstName}` : firstName
  const name = person.name === null ? null : { firstName: given, lastName }
  const template = person.template ?? "Patient"
  const nationalId = person.id.slice(-5)
  const username = usernameOf(person)
  return {
    _name: name,
    _description: person.kind,
    _email: username,
    _phone: person.phone,
    _locale: person.locale,
    _gender: person.gender ?? "UNDISCLOSED",
    _dateOfBirth: person.born ?? null,
    _address: {
      countryCode: countryOf(person.phone ?? "") ?? organization.country,
      ...{ state: null, city: null, zipCode: null, address1: null, address2: null },
    },
    _mfa: { enabled: person.mfa === true, expirationInMinutes: null },
    _nationalId: nationalId,
    _id: person.id,
    _ownerOrganization: reference(organization),
    _creationTime: CREATED,
    _lastModifiedTime: CREATED,
    _invitationAccepted: true,
    _template: { id: TEMPLATE_USER, name: template, displayName: template },
    _referencers: null,
    ...(person.kind === "patient"
      ? { sex: person.gender?.toLowerCase() ?? null, group: null }
      : {}),
    ...person.custom,
    _enabled: person.disabled ? "DISABLED" : "ENABLED",
    _username: username,
    _registrationSource: "INVITATION",
    _canLogin: true,
    _caption: name ? `${lastName} ${given} (${nationalId})` : null,
  }
}

async function seedOrganizations(db: Queryable) {
  for (const organization of SEED_ORGANIZATIONS) {
    const { id, name, timezone, locale, country } = organization
    await saveEntity(db, "organization", {
      ...{ _id: id, _name: name, _description: null, _timezone: timezone, _locale: locale },
      _headquarters: { countryCode: country },
      _phone: null,
      _ownerOrganization: reference(organization),
      _creationTime: CREATED,
      _lastModifiedTime: CREATED,
      _template: { id: TEMPLATE_ORGANIZATION, name: "Clinic", displayName: "Clinic" },
      _referencers: null,
      _caption: name,
    })
  }
}

async function seedClinic(db: Queryable) {
  await seedOrganizations(db)
  for (const person of SEED_PEOPLE) {
    const login: Login = { username: usernameOf(person), password: DEMO_PASSWORD }
    if (person.role) login.role = person.role
    await saveEntity(db, person.kind, personEntity(person), login)
  }
  await db.query("INSERT INTO strangers (number, label) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
    SEED_STRANGER.number,
    SEED_STRANGER.label,
  ])
}

/** Seeds a simulator that was never used before. Stored settings are the sign that it was. */
export async function seedIfEmpty(world: World) {
  await inTransaction(world.pool, async (client) => {
    await client.query("LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE")
    const stored = await readStoredSettings(client)
    world.settings = stored ?? (await changeSettings(client, {}))
    if (stored) return
    await seedClinic(client)
  })
}

/** Signing keys stay, and so do subscriptions unless they are to go: a portal registers only once. */
export async function resetWorld(world: World, seed: "clinic" | "none", subscriptionsToo: boolean) {
  for (const timer of world.pending) clearTimeout(timer)
  world.pending.clear()
  world.recentSends = []
  world.overtaken = null
  world.faultCount = 0
  await inTransaction(world.pool, async (client) => {
    await client.query("LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE")
    await client.query(
      "TRUNCATE entities, refresh_tokens, mfa_codes, messages, settings, faults, strangers",
    )
    if (subscriptionsToo) await client.query("TRUNCATE subscriptions")
    world.settings = await changeSettings(client, {})
    if (seed === "clinic") await seedClinic(client)
  })
  world.live.publish({ type: "phones" })
  world.live.publish({ type: "trouble" })
}
