import { countryName, countryOf, displayNumber, staticNumberFor } from "./countries"
import { displayNameOf, listEntities, organizationOf, textOf, USER_KINDS } from "./entities"
import type { Queryable, World } from "./world"

type Owner = {
  id: string
  kind: string
  name: string
  organizationId: string | null
  organizationName: string | null
}

async function ownersByNumber(world: World): Promise<Map<string, Owner[]>> {
  const owners = new Map<string, Owner[]>()
  for (const kind of USER_KINDS) {
    for (const { id, entity } of await listEntities(world.pool, kind)) {
      const number = textOf(entity._phone)
      if (!number) continue
      const organization = organizationOf(entity)
      const owner = {
        id,
        kind,
        name: displayNameOf(entity),
        organizationId: organization?.id ?? null,
        organizationName: organization?.name ?? null,
      }
      owners.set(number, [...(owners.get(number) ?? []), owner])
    }
  }
  return owners
}

/** A phone whose number nobody whom BioT knows has. */
export async function addStranger(db: Queryable, number: string): Promise<void> {
  await db.query("INSERT INTO strangers VALUES ($1, 'Unknown number') ON CONFLICT DO NOTHING", [
    number,
  ])
}

/** Every phone of this world, newest activity first. */
export async function listPhones(world: World) {
  const owners = await ownersByNumber(world)
  const strangers = await world.pool.query("SELECT number, label FROM strangers")
  const labels = new Map<string, string>(strangers.rows.map((row) => [row.number, row.label]))
  const activity = await world.pool.query(
    "SELECT number, max(at) AS at FROM messages GROUP BY number",
  )
  const active = new Map<string, number>(activity.rows.map((row) => [row.number, Number(row.at)]))
  const numbers = new Set([...owners.keys(), ...labels.keys(), ...active.keys()])
  const phones = [...numbers].map((number) => {
    const all = owners.get(number) ?? []
    const names = all.map((owner) => owner.name).join(" & ")
    const country = countryOf(number)
    return {
      number,
      display: displayNumber(number),
      owner: all.length === 1 ? (all[0] ?? null) : null,
      owners: all,
      label: names || labels.get(number) || "Unknown number",
      country,
      countryName: countryName(country),
      staticNumber: staticNumberFor(number),
      lastActivityAt: active.get(number) ?? null,
    }
  })
  return phones.sort((a, b) => (b.lastActivityAt ?? 0) - (a.lastActivityAt ?? 0))
}
