import { sql } from "drizzle-orm"
import { describe, expect, it } from "vitest"
import { mintSystemContext } from "@/lib/auth/context"
import { asSystem, readAs, writeAs } from "@/lib/auth/unit-of-work"
import { newId } from "@/lib/id"
import { database } from "./client"
import { organizations, patients } from "./schema"
import { testDatabase } from "./testing/database"

const test = testDatabase()

describe("the walls between organizations", () => {
  it("are forced on every table of the catalogue, each with a policy", async () => {
    const { rows } = await test.owner().query(
      `SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
              (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind = 'r'`,
    )
    expect(rows.length).toBeGreaterThan(12)
    for (const row of rows) {
      expect(row, row.relname).toMatchObject({ relrowsecurity: true, relforcerowsecurity: true })
      expect(row.policies, row.relname).toBeGreaterThan(0)
    }
  })

  it("are not owned or bypassed by the application's roles", async () => {
    const { rows } = await test.owner().query(
      `SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcanlogin,
              (SELECT count(*)::int FROM pg_class c WHERE c.relowner = r.oid) AS owned
         FROM pg_roles r WHERE r.rolname LIKE 'doseline\\_%'`,
    )
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      expect(row).toMatchObject({
        rolsuper: false,
        rolbypassrls: false,
        rolcanlogin: false,
        owned: 0,
      })
    }
  })

  it("show nothing until an organization is set, and then only that one", async () => {
    const [one, two] = [newId(), newId()]
    await asSystem(async (tx) => {
      for (const id of [one, two]) {
        await tx.insert(organizations).values({ id, name: "Clinic", timeZone: "Europe/Berlin" })
        await tx.insert(patients).values({ organizationId: id, id: newId() })
      }
    })
    expect(await database().select().from(patients)).toEqual([])
    const seen = await readAs(mintSystemContext(one, "test", "trace"), (tx) =>
      tx.select().from(patients),
    )
    expect(seen.map((p) => p.organizationId)).toEqual([one])
    const foreign = writeAs(mintSystemContext(one, "test", "trace"), "doses.maintain", (tx) =>
      tx.insert(patients).values({ organizationId: two, id: newId() }),
    )
    await expect(foreign).rejects.toThrow()
  })

  it("stand before what is read along with them, however early that is sent", async () => {
    const set = sql`select current_setting('app.organization_id') as id, current_user as role`
    const id = newId()
    const { rows } = await readAs(mintSystemContext(id, "test", "trace"), (tx) =>
      tx.execute(set).execute(),
    )
    expect(rows).toEqual([{ id, role: "doseline_app" }])
  })

  it("let nothing be read where no organization can be entered", async () => {
    const nowhere = readAs(mintSystemContext("no id", "test", "trace"), (tx) =>
      tx.select().from(patients),
    )
    await expect(nowhere).rejects.toThrow()
    expect(await database().select().from(patients)).toEqual([])
  })

  it("keep the audit and the dose events append-only, even for their owner", async () => {
    const triggers = await test
      .owner()
      .query("SELECT tgrelid::regclass::text AS t FROM pg_trigger WHERE tgname LIKE '%append_only'")
    expect(triggers.rows.map((r) => r.t).sort()).toEqual([
      "audit",
      "consents",
      "dose_events",
      "reply_decisions",
    ])
    await expect(database().execute(sql`update audit set verb = 'x'`)).rejects.toThrow()
  })
})

describe("a unit of work", () => {
  it("keeps nothing when it left no audit entry", async () => {
    const organizationId = newId()
    await asSystem((tx) =>
      tx.insert(organizations).values({ id: organizationId, name: "C", timeZone: "UTC" }),
    )
    const ctx = mintSystemContext(organizationId, "test", "trace")
    const silent = writeAs(ctx, "doses.maintain", (tx) =>
      tx.insert(patients).values({ organizationId, id: newId() }),
    )
    await expect(silent).rejects.toThrow("left no audit entry")
    expect(await readAs(ctx, (tx) => tx.select().from(patients))).toEqual([])
  })

  it("refuses what the actor may not do", async () => {
    const ctx = mintSystemContext(newId(), "test", "trace")
    await expect(writeAs(ctx, "messages.send", async () => {})).rejects.toMatchObject({
      code: "forbidden",
    })
  })
})
