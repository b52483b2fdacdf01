import { randomUUID } from "node:crypto"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, type ArrangedStaff, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { DAY_MS, MINUTE_MS } from "@/lib/time"
import { recentDecisions } from "./decided-queries"
import { tellPresence } from "./presence-queries"

const test = testDatabase()
const arrange = fixtures(test)
const NOW = Date.UTC(2026, 10, 3, 12)
const as = (person: ArrangedStaff) => mintStaffContext(person)
type Decided = { kind: string; at: number; undoes?: string; before?: string }

async function reply({ organization }: ArrangedClinic, state = "dismissed"): Promise<string> {
  const id = randomUUID()
  await test.owner().query(
    `INSERT INTO replies (organization_id, id, dedupe_key, payload, state, body, from_phone)
     VALUES ($1, $2::uuid, $2::uuid::text, '{}', $3, 'hello', '+12025550123')`,
    [organization.id, id, state],
  )
  return id
}

async function decide(clinic: ArrangedClinic, replyId: string, decided: Decided): Promise<string> {
  const id = randomUUID()
  const { kind, at, undoes = null, before = "review" } = decided
  await test.owner().query(
    `INSERT INTO reply_decisions (organization_id, id, reply_id, kind, decided_by, at, note, before,
       after, event_ids, undoes) VALUES ($1, $2, $3, $4, $5, $6, 'why', $7, '{}', '{}', $8)`,
    [
      ...[clinic.organization.id, id, replyId, kind, clinic.coordinator.staffId],
      ...[new Date(at), JSON.stringify({ state: before }), undoes],
    ],
  )
  return id
}

it("lists the decisions of the last day that stand, the newest first", async () => {
  const clinic = await arrange.clinic()
  const [old, first] = [await reply(clinic), await reply(clinic)]
  const [second, back] = [await reply(clinic), await reply(clinic)]
  await decide(clinic, old, { kind: "dismiss", at: NOW - DAY_MS - MINUTE_MS })
  const one = await decide(clinic, first, { kind: "dismiss", at: NOW - 9 * MINUTE_MS })
  const two = await decide(clinic, second, { kind: "link", at: NOW - 5 * MINUTE_MS })
  const gone = await decide(clinic, back, { kind: "dismiss", at: NOW - 4 * MINUTE_MS })
  await decide(clinic, back, { kind: "undo", at: NOW - 3 * MINUTE_MS, undoes: gone })

  const { decisions } = await recentDecisions(as(clinic.coordinator), NOW)
  expect(decisions).toMatchObject([
    { replyId: second, kind: "link", decisionId: two, isOwn: true, words: "hello" },
    { replyId: first, kind: "dismiss", note: "why", seen: { attempts: 0, decisionId: one } },
  ])
  const seen = await recentDecisions(as(clinic.admin), NOW)
  expect(seen.decisions).toMatchObject([{ isOwn: false }, { isOwn: false }])
})

it("shows a reply that was quarantined to admins alone, and nothing of another organization", async () => {
  const clinic = await arrange.clinic()
  const id = await reply(clinic)
  await decide(clinic, id, { kind: "dismiss", at: NOW, before: "quarantined" })
  expect((await recentDecisions(as(clinic.admin), NOW)).decisions).toHaveLength(1)
  expect((await recentDecisions(as(clinic.coordinator), NOW)).decisions).toEqual([])
  const stranger = as((await arrange.clinic()).admin)
  expect((await recentDecisions(stranger, NOW)).decisions).toEqual([])
})

it("tells presence only where the item may be seen", async () => {
  const clinic = await arrange.clinic()
  const itemId = await reply(clinic, "quarantined")
  const look = { itemKind: "reply" as const, itemId, isLooking: true }
  await tellPresence(as(clinic.admin), look)
  const hidden = { code: "not_found" }
  await expect(tellPresence(as(clinic.clinician), look)).rejects.toMatchObject(hidden)
  const stranger = as((await arrange.clinic()).admin)
  await expect(tellPresence(stranger, look)).rejects.toMatchObject(hidden)
  const other = { ...look, itemKind: "message" as const }
  await expect(tellPresence(as(clinic.admin), other)).rejects.toMatchObject(hidden)
})
