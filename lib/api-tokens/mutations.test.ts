import { randomUUID } from "node:crypto"
import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { apiContextOf } from "./check"
import { makeToken, revokeToken } from "./mutations"
import { apiTokenRows } from "./queries"
import { type MakeToken, MOST_TOKENS } from "./schema"

const test = testDatabase()
const arrange = fixtures(test)
let ours: ArrangedClinic
let theirs: ArrangedClinic

beforeAll(async () => {
  ours = await arrange.clinic()
  theirs = await arrange.clinic()
})

const as = (clinic: ArrangedClinic, role: "admin" | "coordinator" | "clinician" = "admin") =>
  mintStaffContext(clinic[role])
const wish = (fields: Partial<MakeToken> = {}): MakeToken => ({
  ...{ tokenId: randomUUID(), name: "Registry", readsTexts: false, days: 30 },
  scopes: ["Communication", "Patient"],
  ...fields,
})
const asking = (token: string) =>
  apiContextOf(
    new Request("http://portal.test", { headers: { authorization: `Bearer ${token}` } }),
    Date.now(),
  )

describe("making a token", () => {
  it("shows it once and keeps nothing that could be used", async () => {
    const { tokenId, token } = await makeToken(as(ours), wish())
    const { rows } = await test.owner().query("SELECT to_jsonb(t) AS row FROM api_tokens t")
    expect(JSON.stringify(rows)).not.toContain(token)
    const { rows: audits } = await test.owner().query("SELECT to_jsonb(a) AS row FROM audit a")
    expect(JSON.stringify(audits)).toContain("api_token.made")
    expect(JSON.stringify(audits)).not.toContain(token)
    const shown = await apiTokenRows(as(ours), Date.now())
    expect(JSON.stringify(shown)).not.toContain(token)
    expect(shown.find(({ id }) => id === tokenId)).toMatchObject({
      ...{ state: "alive", hint: token.slice(-4), lastUsedAt: null },
    })
    expect(await asking(token)).toMatchObject({
      ...{ kind: "api", organizationId: ours.organization.id, tokenId, readsTexts: false },
      scopes: ["Patient", "Communication"],
    })
  })

  it("makes one of two", async () => {
    const twice = wish()
    const { token } = await makeToken(as(ours), twice)
    await expect(makeToken(as(ours), twice)).rejects.toMatchObject({ code: "conflict" })
    expect(await asking(token)).not.toBeNull()
  })

  it("takes no other organization's place", async () => {
    const { tokenId, token } = await makeToken(as(theirs), wish())
    await makeToken(as(ours), wish({ tokenId }))
    expect(await asking(token)).toMatchObject({ organizationId: theirs.organization.id })
    const rows = await apiTokenRows(as(theirs), Date.now())
    expect(rows.map(({ id }) => id)).toEqual([tokenId])
  })

  it.each(["coordinator", "clinician"] as const)("is not a %s's", async (role) => {
    await expect(makeToken(as(ours, role), wish())).rejects.toMatchObject({ code: "forbidden" })
    await expect(apiTokenRows(as(ours, role), Date.now())).rejects.toMatchObject({
      code: "forbidden",
    })
  })

  it.each([{ name: " " }, { scopes: [] }, { days: 31 }, { scopes: ["Observation"] }])(
    "refuses %j",
    async (fields) => {
      await expect(makeToken(as(ours), wish(fields as Partial<MakeToken>))).rejects.toThrow()
    },
  )

  it("stops at as many as may be", async () => {
    const clinic = await arrange.clinic()
    for (let n = 0; n < MOST_TOKENS; n += 1) await makeToken(as(clinic), wish())
    await expect(makeToken(as(clinic), wish())).rejects.toMatchObject({ code: "conflict" })
  })
})

describe("revoking a token", () => {
  it("ends it at once, once", async () => {
    const { tokenId, token } = await makeToken(as(ours), wish())
    await revokeToken(as(ours), { tokenId })
    expect(await asking(token)).toBeNull()
    await expect(revokeToken(as(ours), { tokenId })).rejects.toMatchObject({ code: "conflict" })
  })

  it("is nobody else's", async () => {
    const { tokenId, token } = await makeToken(as(ours), wish())
    const foreign = revokeToken(as(theirs), { tokenId })
    await expect(foreign).rejects.toMatchObject({ code: "not_found" })
    const powerless = revokeToken(as(ours, "coordinator"), { tokenId })
    await expect(powerless).rejects.toMatchObject({ code: "forbidden" })
    expect(await asking(token)).not.toBeNull()
  })
})

it("lets the application widen no token, and the system role see no name", async () => {
  const client = await test.owner().connect()
  try {
    for (const set of ["scopes = '{}'", "expires_at = now()", "hash = 'x'"]) {
      await client.query("BEGIN; SET LOCAL ROLE doseline_app")
      await expect(client.query(`UPDATE api_tokens SET ${set}`)).rejects.toThrow("permission")
      await client.query("ROLLBACK")
    }
    await client.query("BEGIN; SET LOCAL ROLE doseline_system")
    await expect(client.query("SELECT name FROM api_tokens")).rejects.toThrow("permission")
    await client.query("ROLLBACK")
  } finally {
    client.release()
  }
})
