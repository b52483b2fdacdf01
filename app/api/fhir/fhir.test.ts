import { randomUUID } from "node:crypto"
import { beforeAll, describe, expect, it } from "vitest"
import { FHIR_RESOURCES, type FhirResource } from "@/db/enums"
import { testDatabase } from "@/db/testing/database"
import { fhirProblems } from "@/db/testing/fhir-schema"
import { fixtures } from "@/db/testing/fixtures"
import { testEnvironment } from "@/db/testing/stub-server"
import { type ArrangedWorld, arrangeWorld } from "@/db/testing/world"
import { makeToken, revokeToken } from "@/lib/api-tokens/mutations"
import { mintStaffContext } from "@/lib/auth/context"
import { POST as post, GET as read } from "./[type]/[id]/route"
import { GET as search } from "./[type]/route"
import { GET as metadata } from "./metadata/route"

const test = testDatabase()
const arrange = fixtures(test)
const arrangeOther = arrangeWorld(test)
let ours: ArrangedWorld
let theirs: ArrangedWorld

beforeAll(async () => {
  testEnvironment({ DATABASE_URL: test.url(), PUBLIC_URL: "http://portal.test" })
  ours = await arrangeOther()
  theirs = await arrangeOther()
})

async function tokenOf(
  world: ArrangedWorld,
  fields: { scopes?: FhirResource[]; readsTexts?: boolean } = {},
) {
  return makeToken(mintStaffContext(world.admin), {
    ...{ tokenId: randomUUID(), name: "Registry", days: 30 },
    scopes: fields.scopes ?? [...FHIR_RESOURCES],
    readsTexts: fields.readsTexts ?? true,
  })
}

type Given = { token?: string | null; headers?: Record<string, string>; form?: string }
type Entry = { resource: { resourceType: string; id: string } & Record<string, unknown> }
type Body = {
  resourceType: string
  entry?: Entry[]
  link?: { relation: string; url: string }[]
  total?: number
  issue?: { code: string }[]
}

async function ask(path: string, { token, headers, form }: Given = {}) {
  const url = path.startsWith("http") ? path : `http://portal.test/api/fhir/${path}`
  const [type = "", id] = new URL(url).pathname.replace("/api/fhir/", "").split("/")
  const request = new Request(url, {
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    ...(form === undefined ? {} : { method: "POST", body: form }),
  })
  const params = Promise.resolve({ type, id: id ?? "" })
  const handle = form !== undefined ? post : id === undefined ? search : read
  const response = await handle(request, { params })
  const text = await response.text()
  const body: Body = JSON.parse(text)
  expect(response.headers.get("content-type")).toContain("application/fhir+json")
  expect(response.headers.get("cache-control")).toBe("no-store")
  expect(fhirProblems(body)).toEqual([])
  return { status: response.status, headers: response.headers, text, body }
}

const queries = ({ patient: { id } }: ArrangedWorld) => [
  `Patient/${id}`,
  "Patient",
  `Patient?_id=${id}`,
  `MedicationRequest?patient=${id}`,
  `MedicationStatement?patient=Patient/${id}`,
  `Communication?patient=${id}`,
]
const readsOf = (world: ArrangedWorld) => [
  `MedicationRequest/${world.versionId}`,
  `MedicationStatement/${world.dose.id}`,
  `Communication/message-${world.message.id}`,
  `Communication/reply-${world.replyId}`,
]
const auditsOf = async (patientId: string) => {
  const { rows } = await test
    .owner()
    .query("SELECT * FROM audit WHERE patient_id = $1 AND actor_kind = 'api'", [patientId])
  return rows
}

const POWERLESS: [string, () => Promise<string | null>][] = [
  ["no token", async () => null],
  ["a made-up token", async () => `dsl_${"A".repeat(43)}`],
  ["what is no token", async () => "' or 1=1 --"],
  [
    "a token's hash",
    async (): Promise<string> => {
      const { token } = await tokenOf(ours)
      const { rows } = await test.owner().query("SELECT hash FROM api_tokens LIMIT 1")
      expect(token).not.toBe(rows[0].hash)
      return rows[0].hash
    },
  ],
  [
    "a revoked token",
    async () => {
      const { token, tokenId } = await tokenOf(ours)
      await revokeToken(mintStaffContext(ours.admin), { tokenId })
      return token
    },
  ],
  [
    "an expired token",
    async () => {
      const { token, tokenId } = await tokenOf(ours)
      await test
        .owner()
        .query("UPDATE api_tokens SET expires_at = now() - interval '1 second' WHERE id = $1", [
          tokenId,
        ])
      return token
    },
  ],
]

describe("without authority", () => {
  it.each(POWERLESS)("%s reads nothing", async (_, make) => {
    const token = await make()
    for (const path of [...queries(ours), ...readsOf(ours)]) {
      const { status, text, headers } = await ask(path, { token })
      expect(status).toBe(401)
      expect(headers.get("www-authenticate")).toBe("Bearer")
      for (const secret of ours.secrets) expect(text).not.toContain(secret)
    }
    expect((await ask("Patient/_search", { token, form: "" })).status).toBe(401)
  })

  it("a token of an organization that is not active reads nothing", async () => {
    const world = await arrangeOther()
    const { token } = await tokenOf(world)
    expect((await ask("Patient", { token })).status).toBe(200)
    await test
      .owner()
      .query("UPDATE organizations SET is_active = false WHERE id = $1", [world.organization.id])
    expect((await ask("Patient", { token })).status).toBe(401)
  })

  it("a token in the address is none", async () => {
    const { token } = await tokenOf(ours)
    expect((await ask(`Patient?access_token=${token}`)).status).toBe(401)
  })

  it("a token reads nothing outside its scopes, and the try is kept", async () => {
    const { token, tokenId } = await tokenOf(ours, { scopes: ["MedicationStatement"] })
    expect((await ask(`MedicationStatement/${ours.dose.id}`, { token })).status).toBe(200)
    for (const path of [...queries(ours), ...readsOf(ours)]) {
      if (path.startsWith("MedicationStatement")) continue
      const { status, text } = await ask(path, { token })
      expect(status).toBe(403)
      for (const secret of ours.secrets) expect(text).not.toContain(secret)
    }
    const { rows } = await test
      .owner()
      .query("SELECT verb FROM audit WHERE actor_id = $1 AND verb = 'fhir.refused'", [tokenId])
    expect(rows).not.toEqual([])
  })

  it("another organization's ids find nothing", async () => {
    const { token } = await tokenOf(ours)
    const before = await auditsOf(theirs.patient.id)
    for (const path of readsOf(theirs)) expect((await ask(path, { token })).status).toBe(404)
    for (const path of queries(theirs)) {
      const { text, body } = await ask(path, { token })
      // The link to itself repeats what was asked.
      const asked = theirs.secrets.filter((secret) => !path.includes(secret))
      for (const secret of asked) expect(text).not.toContain(secret)
      expect(JSON.stringify(body.entry ?? [])).not.toContain(theirs.patient.id)
    }
    const form = `phone=${encodeURIComponent(theirs.patient.phone ?? "")}`
    expect((await ask("Patient/_search", { token, form })).body.entry).toBeUndefined()
    expect(await auditsOf(theirs.patient.id)).toEqual(before)
  })

  it("a token has no word without texts, and no quarantined reply at all", async () => {
    const bare = await tokenOf(ours, { readsTexts: false })
    const { token } = await tokenOf(ours)
    const path = `Communication?patient=${ours.patient.id}`
    const [mark = ""] = ours.secrets
    expect((await ask(path, { token })).text).toContain(mark)
    expect((await ask(path, { token: bare.token })).text).not.toContain(mark)
    expect((await ask(path, { token })).text).not.toContain(ours.quarantinedReplyId)
    const quarantined = `Communication/reply-${ours.quarantinedReplyId}`
    expect((await ask(quarantined, { token })).status).toBe(404)
  })
})

describe("a read", () => {
  it("gives the resource and leaves in the audit whose it was", async () => {
    const { token, tokenId } = await tokenOf(ours)
    for (const path of [`Patient/${ours.patient.id}`, ...readsOf(ours)]) {
      const before = (await auditsOf(ours.patient.id)).length
      const { status, body } = await ask(path, { token })
      expect(status, path).toBe(200)
      expect(`${body.resourceType}/${(body as unknown as Entry["resource"]).id}`).toBe(path)
      const after = await auditsOf(ours.patient.id)
      expect(after).toHaveLength(before + 1)
      expect(after.some((row) => row.actor_id === tokenId && row.verb === "fhir.read")).toBe(true)
    }
    const { rows } = await test
      .owner()
      .query("SELECT last_used_at FROM api_tokens WHERE id = $1", [tokenId])
    expect(rows[0].last_used_at).not.toBeNull()
  })

  it.each(["x", "%00", "_search", "message-x", "' or 1=1 --"])(
    "finds nothing under %j",
    async (id) => {
      const { token } = await tokenOf(ours)
      for (const type of FHIR_RESOURCES) {
        expect((await ask(`${type}/${id}`, { token })).status).toBe(404)
      }
    },
  )

  it("knows no other resource types", async () => {
    const { token } = await tokenOf(ours)
    for (const path of ["Observation", "Observation/1", "__proto__"]) {
      expect((await ask(path, { token })).status).toBe(404)
    }
  })
})

describe("a search", () => {
  it("refuses what it does not know, or passes it over if asked to", async () => {
    const { token } = await tokenOf(ours)
    const [path, headers] = ["Patient?gender=female", { prefer: "handling=lenient" }]
    expect((await ask(path, { token })).status).toBe(400)
    expect((await ask(path, { token, headers })).status).toBe(200)
    for (const type of FHIR_RESOURCES.slice(1)) {
      expect((await ask(type, { token })).status).toBe(400)
    }
    for (const wrong of [
      "_count=-1",
      "_count=x",
      "active=maybe",
      "_lastUpdated=soon",
      "_cursor=x",
    ]) {
      expect((await ask(`Patient?${wrong}`, { token })).status, wrong).toBe(400)
    }
  })

  it("takes names and numbers by POST alone, and puts them in no link", async () => {
    const { token } = await tokenOf(ours)
    const phone = encodeURIComponent(ours.patient.phone ?? "")
    const tries: Record<string, string>[] = [{}, { prefer: "handling=lenient" }]
    for (const headers of tries) {
      expect((await ask(`Patient?phone=${phone}`, { token, headers })).status).toBe(400)
      expect((await ask("Patient?name:exact=Ada", { token, headers })).status).toBe(400)
      const posted = { token, headers, form: "" }
      expect((await ask(`Patient/_search?name=Ada`, posted)).status).toBe(400)
    }
    const found = await ask("Patient/_search", { token, form: `phone=${phone}` })
    expect(found.body.entry?.map(({ resource }) => resource.id)).toEqual([ours.patient.id])
    const paged = await ask("Patient/_search", { token, form: "name=aDa&_count=1" })
    expect(paged.body.entry).toHaveLength(1)
    const links = JSON.stringify(paged.body.link)
    expect(links).toContain("_cursor=")
    expect(links.toLowerCase()).not.toContain("ada&")
    const next = paged.body.link?.find(({ relation }) => relation === "next")?.url ?? ""
    expect((await ask(next, { token })).body.entry).toHaveLength(1)
    const id = `identifier=urn:doseline:biot:patient|${ours.patient.id}`
    expect((await ask("Patient/_search", { token, form: id })).body.entry).toHaveLength(1)
    const foreign = `identifier=urn:other|${ours.patient.id}`
    expect((await ask("Patient/_search", { token, form: foreign })).body.entry).toBeUndefined()
    expect((await ask("Patient/_search", { token, form: "name=%25" })).body.entry).toBeUndefined()
  })

  it("goes through every dose once, page by page, while others come and go", async () => {
    const patient = await arrange.patient(ours.organization.id)
    const regimen = await arrange.regimen(patient)
    const HOUR = 3_600_000
    const start = Date.parse("2026-03-01T00:00:00Z")
    const ids: string[] = []
    for (let n = 0; n < 9; n += 1) {
      // Three at a time share the instant that the order goes by.
      const dueAt = start + Math.floor(n / 3) * HOUR
      ids.push((await arrange.dose(regimen, { dueAt, slot: `0${n}:00` })).id)
    }
    const { token } = await tokenOf(ours)
    const seen: string[] = []
    let url: string | undefined = `MedicationStatement?patient=${patient.id}&_count=2`
    while (url) {
      const { body }: { body: Body } = await ask(url, { token })
      expect(body.total).toBeGreaterThanOrEqual(9)
      seen.push(...(body.entry ?? []).map(({ resource }) => resource.id))
      url = body.link?.find(({ relation }) => relation === "next")?.url
      if (seen.length === 4) {
        await arrange.dose(regimen, { dueAt: start - HOUR, slot: "23:00" })
      }
    }
    expect(seen).toHaveLength(9)
    expect(new Set(seen)).toEqual(new Set(ids))
    const between = "effective=ge2026-03-01T01:00:00Z&effective=lt2026-03-01T02:00:00Z"
    const some = await ask(`MedicationStatement?patient=${patient.id}&${between}`, { token })
    expect(new Set(some.body.entry?.map(({ resource }) => resource.id))).toEqual(
      new Set(ids.slice(3, 6)),
    )
    // Not reminded, all of them, which is no refusal.
    const count = async (status: string) => {
      const path = `MedicationStatement?patient=${patient.id}&status=${status}`
      return (await ask(path, { token })).body.entry?.length ?? 0
    }
    expect(await count("not-taken")).toBe(0)
    expect(await count("completed,active")).toBe(0)
  })

  it("tells how many there are and gives none of them where none are asked for", async () => {
    const { token } = await tokenOf(ours)
    const { id } = await arrange.patient(ours.organization.id)
    await arrange.regimen(await arrange.patient(theirs.organization.id))
    const regimen = await arrange.regimen({ id, organizationId: ours.organization.id })
    for (const slot of ["08:00", "20:00"]) await arrange.dose(regimen, { dueAt: 0, slot })
    const count = async (path: string, given: Given = {}) => {
      const { status, body } = await ask(path, { token, ...given })
      expect(status, path).toBe(200)
      expect(body.entry).toBeUndefined()
      expect(body.link?.map(({ relation }) => relation)).toEqual(["self"])
      return body.total
    }
    expect(await count(`MedicationStatement?patient=${id}&_count=0`)).toBe(2)
    expect(await count(`MedicationRequest?patient=${id}&_count=0`)).toBe(1)
    expect(await count(`Communication?patient=${id}&_count=0`)).toBe(0)
    expect(await count(`Patient?_id=${id},${theirs.patient.id}&_count=0`)).toBe(1)
    const missed = `MedicationStatement?patient=${id}&status=completed&_count=0`
    expect(await count(missed)).toBe(0)
    expect(await auditsOf(id)).toHaveLength(2)
    expect(await count("Patient/_search", { form: "name=nobody-of-this-name&_count=0" })).toBe(0)
  })

  it("gives a page to the token that asked for it, and to nobody else", async () => {
    const { token } = await tokenOf(ours)
    const first = await ask("Patient?_count=1", { token })
    const next = first.body.link?.find(({ relation }) => relation === "next")?.url ?? ""
    expect((await ask(next, { token })).status).toBe(200)
    for (const world of [ours, theirs]) {
      expect((await ask(next, { token: (await tokenOf(world)).token })).status).toBe(400)
    }
    expect((await ask(next.replace("/Patient", "/Communication"), { token })).status).toBe(400)
    const altered = next.slice(0, -6) + (next.endsWith("AAAAAA") ? "BBBBBB" : "AAAAAA")
    expect((await ask(altered, { token })).status).toBe(400)
  })

  it("tells texts and replies in the order in which they came", async () => {
    const { token } = await tokenOf(ours)
    const path = `Communication?patient=${ours.patient.id}`
    const { body } = await ask(path, { token })
    const ids = body.entry?.map(({ resource }) => resource.id) ?? []
    expect(ids).toContain(`message-${ours.message.id}`)
    expect(ids).toContain(`reply-${ours.replyId}`)
    expect(body.total).toBe(ids.length)
    const earlier = await ask(`${path}&sent=lt2020`, { token })
    expect(earlier.body.entry).toBeUndefined()
  })
})

describe("the form of an answer", () => {
  it("is JSON or a refusal", async () => {
    const { token } = await tokenOf(ours)
    const statusOf = async (path: string, accept?: string) =>
      (await ask(path, { token, headers: accept ? { accept } : {} })).status
    expect(await statusOf("Patient", "application/fhir+xml")).toBe(406)
    expect(await statusOf("Patient?_format=xml")).toBe(406)
    expect(await statusOf("Patient?_format=application/fhir%2Bjson", "text/html")).toBe(200)
    expect(await statusOf("Patient", "text/html, */*;q=0.8")).toBe(200)
  })

  it("of a posted search must be a form", async () => {
    const { token } = await tokenOf(ours)
    const headers = { "content-type": "application/json" }
    expect((await ask("Patient/_search", { token, headers, form: "{}" })).status).toBe(415)
    const long = `name=${"a".repeat(20_000)}`
    expect((await ask("Patient/_search", { token, form: long })).status).toBe(413)
  })

  it("tells anybody what the API can do, and nothing of anybody", async () => {
    const response = await metadata(new Request("http://portal.test/api/fhir/metadata"))
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ fhirVersion: "4.0.1" })
    for (const secret of ours.secrets) expect(text).not.toContain(secret)
  })
})

it("lets a token ask so many times a minute, and others go on", async () => {
  const { token } = await tokenOf(theirs)
  const answers = []
  for (let n = 0; n < 601; n += 1) answers.push((await ask("Observation", { token })).status)
  expect(answers.filter((status) => status === 404)).toHaveLength(600)
  const refused = await ask("Patient", { token })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
  expect((await ask("Patient", { token: (await tokenOf(theirs)).token })).status).toBe(200)
})

it("has an address wait that keeps bringing wrong tokens, and not who brings a good one", async () => {
  const from = (token: string, address: string) =>
    ask("Patient", { token, headers: { "x-forwarded-for": `198.51.100.9, ${address}` } })
  const wrong = `dsl_${"A".repeat(43)}`
  for (let n = 0; n < 30; n += 1) expect((await from(wrong, "192.0.2.1")).status).toBe(401)
  const refused = await from(wrong, "192.0.2.1")
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
  const { token } = await tokenOf(theirs)
  expect((await from(token, "192.0.2.1")).status).toBe(200)
  // A good token never counts, and other addresses go on.
  for (let n = 0; n < 40; n += 1) expect((await from(token, "192.0.2.2")).status).toBe(200)
  expect((await from(wrong, "192.0.2.2")).status).toBe(401)
})
