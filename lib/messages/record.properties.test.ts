import fc from "fast-check"
import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { sending } from "@/db/testing/sending"
import { mintSystemContext } from "@/lib/auth/context"
import { HOUR_MS, MINUTE_MS } from "@/lib/time"
import { type ClaimedMessage, claimMessages } from "./claim"
import type { SendOutcome } from "./outcome"
import { recordSends } from "./record"
import { expireQueued, giveUpStale } from "./tend"

const MESSAGES = 4
const test = testDatabase()
const here = sending(test)
let biotIds = 0
const newBiotId = () => {
  biotIds += 1
  return `biot-${biotIds}`
}

const OUTCOMES: (() => SendOutcome)[] = [
  () => ({ kind: "sent", biotMessageId: newBiotId() }),
  () => ({ kind: "sent", biotMessageId: null }),
  () => ({ kind: "sent", biotMessageId: "given twice" }),
  () => ({ kind: "failed", reason: "ACCESS_DENIED" }),
  () => ({ kind: "unknown", reason: "TIMEOUT" }),
  () => ({ kind: "retry", reason: "HTTP_429" }),
]
const outcome = fc.constantFrom(...OUTCOMES)
/** What workers and clocks do, some of it at the same moment. */
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant("claim" as const), most: fc.nat(3) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant("answer" as const), outcome }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("answer all" as const), outcome }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("give up" as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("expire" as const) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const LATER_MS = 10 * MINUTE_MS
const ENDS = ["sent", "failed", "unknown", "expired"]

it("leaves each row in exactly one terminal state, sent once at most, in any interleaving", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 3 })), async (moments) => {
      await here.query("UPDATE messages SET state = 'cancelled' WHERE state = 'queued'")
      const made = await Promise.all(Array.from({ length: MESSAGES }, queue))
      const posts = new Map(made.map(({ id }) => [id, 0]))
      const held: ClaimedMessage[] = []
      for (const moment of moments) await Promise.all(moment.map((each) => act(each, held, posts)))
      await giveUpStale(Date.now() + 3 * LATER_MS)
      await expireQueued(Date.now() + 3 * HOUR_MS)
      for (const { id } of made) {
        const row = await here.message(id)
        expect(ENDS).toContain(row.state)
        expect(posts.get(id)).toBeLessThanOrEqual(1)
        await expectLegalTrail(id, row.state)
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)

const queue = () =>
  here.arrange.message(here.clinic().patient, [], {
    state: "queued",
    notBefore: Date.now() - MINUTE_MS,
    expiresAt: Date.now() + 2 * HOUR_MS,
  })

async function act(step: Step, held: ClaimedMessage[], posts: Map<string, number>) {
  if (step.act === "claim") {
    const claim = await claimMessages(Date.now() + LATER_MS, { most: 1 + step.most })
    if (claim.kind === "claimed") held.push(...claim.messages)
  } else if (step.act === "give up") {
    await giveUpStale(Date.now() + 2 * LATER_MS)
  } else if (step.act === "expire") {
    await expireQueued(Date.now())
  } else {
    const answered = held.splice(0, step.act === "answer" ? 1 : held.length)
    await answer(answered, step.outcome, posts)
  }
}

/** Each claim is one POST; only what certainly did not go out may be claimed again. */
async function answer(
  answered: readonly ClaimedMessage[],
  outcome: () => SendOutcome,
  posts: Map<string, number>,
) {
  if (answered.length === 0) return
  const records = answered.map(({ id: messageId, patientId }) => {
    const said = outcome()
    if (said.kind !== "retry") posts.set(messageId, (posts.get(messageId) ?? 0) + 1)
    return { messageId, patientId, outcome: said }
  })
  const ctx = mintSystemContext(here.clinic().organization.id, "test", "trace")
  await recordSends(ctx, records, Date.now())
}

/**
 * By the audit: nothing follows an end but a late answer after `unknown`. Ids tell the order: `at`
 * is when a transaction began, which may be before it waited for another.
 */
async function expectLegalTrail(id: string, state: string) {
  const rows = await here.query(
    `SELECT verb FROM audit WHERE subject_id = $1 AND verb <> 'message.outcome_ignored'
      ORDER BY id`,
    [id],
  )
  const verbs = rows.map(({ verb }) => String(verb).replace(/^message\.|_no_id|_duplicate_id/g, ""))
  const ends = verbs.filter((verb) => ENDS.includes(verb))
  expect(ends.at(-1)).toBe(state)
  expect(ends.filter((verb) => verb !== "unknown").length).toBeLessThanOrEqual(1)
  expect(ends.length).toBeLessThanOrEqual(2)
  if (ends.length === 2) expect(ends[0]).toBe("unknown")
}
