import { randomInt, randomUUID } from "node:crypto"
import { staticNumberFor } from "./countries"
import { findOwners } from "./entities"
import { callSubscribers } from "./hooks"
import { addMessage, lastMessageIdTo, settleMessage } from "./messages"
import type { Settings } from "./settings"
import type { World } from "./world"

export type InboundResult = { delivered: boolean; reason?: string; answers?: number[]; id?: string }

const AWS_ALPHABET = "0123456789abcdefghijklmnopqrstuv"

function awsId(): string {
  return Array.from({ length: 40 }, () => AWS_ALPHABET[randomInt(32)]).join("")
}

/** What the two ids of a reply are in the world that is switched on (H1, H2, H3). */
function replyIds(idMode: Settings["idMode"], lastMessageId: string | null) {
  if (idMode === "H1") {
    return { inboundMessageId: lastMessageId ?? randomUUID(), previousPublishedMessageId: awsId() }
  }
  const previousPublishedMessageId = idMode === "H2" ? lastMessageId : awsId()
  return { inboundMessageId: randomUUID(), previousPublishedMessageId }
}

/** What became of a text by what the plugin said to it. BioT itself ignores these answers. */
function outcomeOf(answers: number[]): InboundResult {
  if (answers.some((status) => status >= 200 && status < 300)) return { delivered: true, answers }
  const refused = answers.find((status) => status > 0)
  const reason = refused ? `plugin_answered_${refused}` : "plugin_unreachable"
  return { delivered: false, reason, answers }
}

type Text = { id: string; number: string; staticNumber: string; body: string }

async function passOn(world: World, { id, number, staticNumber, body }: Text) {
  const owners = await findOwners(world.pool, number)
  const [owner] = owners
  if (!owner) return { delivered: false, reason: "no_owner" }
  if (owners.length > 1) return { delivered: false, reason: "several_owners" }
  const ids = replyIds(world.settings.idMode, await lastMessageIdTo(world.pool, number))
  const metadata = {
    originationNumber: number,
    destinationNumber: staticNumber,
    messageBody: body,
    ...ids,
  }
  const event = {
    kind: owner.kind,
    actionName: "_incomingSms",
    entity: owner.entity,
    number,
    additionalData: { metadata },
  }
  const result = await callSubscribers(world, event, (answers) => {
    // Once the simulator stops, its database is gone.
    void settle(world, id, outcomeOf(answers)).catch(() => {})
  })
  if (result.subscribed === 0) return { delivered: false, reason: "no_subscription" }
  return result.delayedMs > 0 ? null : outcomeOf(result.answers)
}

function settle(world: World, id: string, { delivered, reason }: InboundResult) {
  return settleMessage(world, id, delivered ? "delivered" : "lost", reason ?? null)
}

/** A phone texts the static number of its country; nobody is told when the process fails. */
export async function textFromPhone(
  world: World,
  number: string,
  body: string,
): Promise<InboundResult> {
  const staticNumber = staticNumberFor(number)
  if (!staticNumber) return { delivered: false, reason: "no_static_number" }
  const message = { number, direction: "fromPhone", body, status: "sending" } as const
  const { id } = await addMessage(world, message)
  const result = await passOn(world, { id, number, staticNumber, body })
  if (result === null) {
    await settleMessage(world, id, "sending", "held_back")
    return { delivered: true, reason: "held_back", answers: [], id }
  }
  await settle(world, id, result)
  return { ...result, id }
}
