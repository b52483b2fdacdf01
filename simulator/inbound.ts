import { randomInt, randomUUID } from "node:crypto"
import { staticNumberFor } from "./countries"
import { findOwners } from "./entities"
import { callSubscribers } from "./hooks"
import { addMessage, lastMessageIdTo, settleMessage } from "./messages"
import { readSettings, type Settings } from "./settings"
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

async function passOn(world: World, number: string, staticNumber: string, body: string) {
  const owners = await findOwners(world.pool, number)
  const [owner] = owners
  if (!owner) return { delivered: false, reason: "no_owner" }
  if (owners.length > 1) return { delivered: false, reason: "several_owners" }
  const { idMode } = await readSettings(world.pool)
  const ids = replyIds(idMode, await lastMessageIdTo(world.pool, number))
  const result = await callSubscribers(world, {
    kind: owner.kind,
    actionName: "_incomingSms",
    entity: owner.entity,
    number,
    additionalData: {
      metadata: {
        originationNumber: number,
        destinationNumber: staticNumber,
        messageBody: body,
        ...ids,
      },
    },
  })
  if (result.subscribed === 0) return { delivered: false, reason: "no_subscription" }
  const reached = result.delayedMs > 0 || result.answers.some((status) => status > 0)
  if (!reached) return { delivered: false, reason: "plugin_unreachable", answers: result.answers }
  return { delivered: true, answers: result.answers }
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
  const result: InboundResult = await passOn(world, number, staticNumber, body)
  await settleMessage(world, id, result.delivered ? "delivered" : "lost", result.reason ?? null)
  return { ...result, id }
}
