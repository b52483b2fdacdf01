import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { faultsOf, outcomeOf } from "@/db/testing/reply-invariants"
import {
  type ArrivingStep,
  arrangeModel,
  arrive,
  deliverAgain,
  type ModelWorld,
  type ReplyStep,
  type SendStep,
} from "@/db/testing/reply-model"
import { actByHand, type StaffStep, staffStep } from "@/db/testing/reply-model-staff"
import { closeWindows } from "@/lib/doses/close"
import { HOUR_MS, SECOND_MS } from "@/lib/time"

/** A run is one organization; MODEL_RUNS asks for a deeper hunt, MODEL_SEED for the same again. */
const RUNS = Number(process.env.MODEL_RUNS ?? 12)
const SEED = process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}
const WITHIN = process.env.MODEL_RUNS ? {} : { interruptAfterTimeLimit: 12 * SECOND_MS }
const OPTIONS = { ...SEED, ...WITHIN }
const TIMEOUT_MS = process.env.MODEL_RUNS ? HOUR_MS : 60 * SECOND_MS

const test = testDatabase()

const WORDS = [
  ...["1", "1", "no", "no", "👍", "yes", "STOP", "START", "hm"],
  ...["should I take it with food?", "took it, now chest pain"],
]
const place = fc.integer({ min: 0, max: 3 })
const reply = fc.record<ReplyStep>({
  kind: fc.constant("reply"),
  patient: fc.constantFrom(0, 0, 0, 1),
  at: fc.oneof(
    fc.integer({ min: 0, max: 240 }),
    fc.integer({ min: 0, max: 19 * 3_600 }),
    fc.integer({ min: 700 * 60, max: 740 * 60 }),
  ),
  delay: fc.constantFrom(0, 0, 5, 90),
  skew: fc.constantFrom("none", "none", "none", "none", "past", "future"),
  body: fc.constantFrom(...WORDS),
  ids: fc.record({
    inbound: fc.oneof(fc.constantFrom("own" as const, "shared" as const, "shared" as const), place),
    previous: fc.option(fc.integer({ min: 0, max: 4 })),
  }),
})
const send = fc.record<SendStep>({
  kind: fc.constant("send"),
  message: fc.integer({ min: 0, max: 4 }),
  outcome: fc.constantFrom("sent", "sent", "unknown", "failed"),
})
const close = fc.constant<ArrivingStep>({ kind: "close" })
const again = fc.record({
  kind: fc.constant("again" as const),
  nth: fc.nat({ max: 20 }),
  copies: fc.constantFrom(1, 5),
})

type Step = ArrivingStep | StaffStep | { kind: "again"; nth: number; copies: number }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: reply },
    { weight: 3, arbitrary: send },
    { weight: 3, arbitrary: staffStep },
    { weight: 1, arbitrary: again },
    { weight: 1, arbitrary: close },
  ),
  { minLength: 6, maxLength: 24 },
)

async function take(world: ModelWorld, step: Step): Promise<void> {
  if (step.kind === "again") return deliverAgain(world, step.nth, step.copies)
  if (step.kind === "staff") return actByHand(test, world, step)
  return arrive(world, step)
}

/** Each message is sent once at most; no two replies were given at the same moment. */
const arrivals = fc
  .tuple(
    fc.uniqueArray(send, { selector: ({ message }) => message }),
    fc.uniqueArray(reply, { selector: ({ at }) => at, minLength: 2, maxLength: 7 }),
  )
  .map(([sends, replies]): ArrivingStep[] => [...sends, ...replies])
const inSeveralOrders = arrivals.chain((all) => {
  const order = fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })
  return fc.tuple(order, order, order)
})

/** Fails on what was found; a machine too busy to end one run in time has found nothing. */
async function holds<T>(property: fc.IAsyncProperty<T>, numRuns: number): Promise<void> {
  const run = await fc.check(property, { numRuns, ...OPTIONS })
  if (run.failed && run.counterexamplePath !== null) throw new Error(fc.defaultReportMessage(run))
}

const morningOf = () => Math.floor((Date.now() - 20 * HOUR_MS) / 1_000) * 1_000

describe("the pipeline, for any sequence of what may happen", () => {
  it(
    "keeps every call in one place and every figure as its events say",
    async () => {
      await holds(
        fc.asyncProperty(steps, async (sequence) => {
          const world = await arrangeModel(test, morningOf())
          for (const step of sequence) await take(world, step)
          await closeWindows(Date.now())
          expect(await faultsOf(test, world)).toEqual([])
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )

  it(
    "comes to the same whatever the order in which the same things arrive",
    async () => {
      await holds(
        fc.asyncProperty(inSeveralOrders, async (orders) => {
          const morning = morningOf()
          const outcomes = []
          for (const order of orders) {
            const world = await arrangeModel(test, morning)
            for (const step of order) await arrive(world, step)
            await closeWindows(Date.now())
            expect(await faultsOf(test, world)).toEqual([])
            outcomes.push(await outcomeOf(test, world))
          }
          const [first, ...others] = outcomes
          for (const other of others) expect(other).toEqual(first)
        }),
        Math.ceil(RUNS / 2),
      )
    },
    TIMEOUT_MS,
  )
})
