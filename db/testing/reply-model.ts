import { randomUUID } from "node:crypto"
import type pg from "pg"
import { mintStaffContext, mintSystemContext } from "@/lib/auth/context"
import { closeWindows } from "@/lib/doses/close"
import { recordSend } from "@/lib/messages/record"
import { receiveCall } from "@/lib/replies/receive"
import { rematchAfterSends } from "@/lib/replies/rematch"
import { type ArrangedDose, type ArrangedPatient, type ArrangedStaff, fixtures } from "./fixtures"
import { pluginCall } from "./plugin-calls"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** The messages of the first patient, and last one of the second; minutes after the morning. */
const MESSAGES = [
  { patient: 0, doses: [0], sentAt: 0 },
  { patient: 0, doses: [1], sentAt: 1 },
  { patient: 0, doses: [0], sentAt: 30 },
  { patient: 0, doses: [2, 3], sentAt: 720 },
  { patient: 1, doses: [4], sentAt: 0 },
] as const
/** Minutes after the morning; the second and the fourth are of another regimen. */
const DUE = [0, 1, 720, 720] as const

export type SendStep = {
  kind: "send"
  message: number
  outcome: "sent" | "unknown" | "failed"
}
export type ReplyStep = {
  kind: "reply"
  patient: number
  /** Seconds after the morning. */
  at: number
  /** Minutes until it came; BioT's clock may be off. */
  delay: number
  skew: "none" | "past" | "future"
  body: string
  /** Which message's id stands where, and whether an id of the inbound text is shared by several. */
  ids: { inbound: number | "shared" | "own"; previous: number | null }
}
export type CloseStep = { kind: "close" }
export type ArrivingStep = SendStep | ReplyStep | CloseStep

export type ModelWorld = {
  organizationId: string
  admin: ArrangedStaff
  patients: ArrangedPatient[]
  doses: ArrangedDose[]
  messages: { id: string; patientId: string; biotId: string }[]
  morning: number
  /** How often each call was delivered, by its reply. */
  delivered: Map<string, number>
  /** The replies in the order in which they first came. */
  replyIds: string[]
  calls: { call: ReturnType<typeof pluginCall>; receivedAt: number; replyId: string }[]
}

/** An organization of two patients whose messages are under way and whose doses are over by now. */
export async function arrangeModel(
  test: { owner: () => pg.Pool },
  morning: number,
): Promise<ModelWorld> {
  const arrange = fixtures(test)
  const { id: organizationId } = await arrange.organization()
  const admin = await arrange.staff(organizationId, "admin")
  const patients = [await arrange.patient(organizationId), await arrange.patient(organizationId)]
  const regimens = [
    await arrange.regimen(patients[0]!),
    await arrange.regimen(patients[0]!),
    await arrange.regimen(patients[1]!),
  ]
  const doses: ArrangedDose[] = []
  for (const [n, due] of DUE.entries()) {
    doses.push(await arrange.dose(regimens[n % 2]!, { dueAt: morning + due * MINUTE_MS }))
  }
  doses.push(await arrange.dose(regimens[2]!, { dueAt: morning }))
  const messages: ModelWorld["messages"] = []
  for (const { patient, doses: asked, sentAt } of MESSAGES) {
    const at = morning + sentAt * MINUTE_MS
    const about = asked.map((n) => doses[n]!)
    const fields = { state: "sending" as const, sentAt: null, createdAt: at, claimedAt: at }
    const made = await arrange.message(patients[patient]!, about, { ...fields, notBefore: at })
    messages.push({ id: made.id, patientId: made.patientId, biotId: randomUUID() })
  }
  const counts = { delivered: new Map<string, number>(), replyIds: [], calls: [] }
  return { organizationId, admin, patients, doses, messages, morning, ...counts }
}

/** Does what one step says, through the real pipeline. */
export async function arrive(world: ModelWorld, step: ArrivingStep): Promise<void> {
  if (step.kind === "send") return recordOutcome(world, step)
  if (step.kind === "close") {
    await closeWindows(Date.now())
    return
  }
  const call = callOf(world, step)
  const receivedAt = world.morning + step.at * 1_000 + step.delay * MINUTE_MS
  const replyId = await deliver(world, call, receivedAt)
  world.calls.push({ call, receivedAt, replyId })
}

/** Delivers a call once more, or `copies` times at once. */
export async function deliverAgain(world: ModelWorld, nth: number, copies: number): Promise<void> {
  const again = world.calls[nth % Math.max(world.calls.length, 1)]
  if (!again) return
  const { call, receivedAt } = again
  await Promise.all(
    Array.from({ length: copies }, () => deliver(world, structuredClone(call), receivedAt)),
  )
}

async function deliver(
  world: ModelWorld,
  call: ReturnType<typeof pluginCall>,
  receivedAt: number,
): Promise<string> {
  const received = await receiveCall(call, receivedAt)
  if (received.result === "ignored") throw new Error("ignored")
  const { replyId } = received
  if (!world.delivered.has(replyId)) world.replyIds.push(replyId)
  world.delivered.set(replyId, (world.delivered.get(replyId) ?? 0) + 1)
  return replyId
}

async function recordOutcome(world: ModelWorld, step: SendStep): Promise<void> {
  const message = world.messages[step.message]!
  const ctx = mintSystemContext(world.organizationId, "deliver-message", "model")
  const outcome =
    step.outcome === "sent"
      ? { kind: "sent" as const, biotMessageId: message.biotId }
      : { kind: step.outcome, reason: "model" }
  const of = { messageId: message.id, patientId: message.patientId, outcome, now: Date.now() }
  const recorded = await recordSend(ctx, of)
  if (recorded?.state === "sent" || recorded?.state === "unknown") {
    await rematchAfterSends(ctx, { messageIds: [of.messageId] })
  }
}

function callOf(world: ModelWorld, step: ReplyStep) {
  const patient = world.patients[step.patient]!
  const { inbound, previous } = step.ids
  const sentAt = world.morning + step.at * 1_000
  const off = { none: 0, past: -72 * HOUR_MS, future: step.delay * MINUTE_MS + HOUR_MS }[step.skew]
  // Nobody answers a text that has not been sent yet.
  const isOut = (n: number) => MESSAGES[n]!.sentAt * 60 <= step.at
  const idOf = (n: number) => (isOut(n) ? world.messages[n]!.biotId : randomUUID())
  return pluginCall({
    organizationId: world.organizationId,
    senderId: patient.id,
    from: patient.phone,
    body: step.body,
    startTime: new Date(sentAt + off).toISOString(),
    inboundMessageId:
      typeof inbound === "number"
        ? idOf(inbound)
        : inbound === "shared"
          ? `shared of ${patient.id}`
          : randomUUID(),
    previousMessageId: previous === null ? randomUUID() : idOf(previous),
  })
}

export const staffOf = ({ admin }: ModelWorld) => mintStaffContext(admin)
