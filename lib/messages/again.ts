import type { MessageState } from "@/db/enums"

/**
 * Whether a person may have a message sent again: at once where it certainly did not go out,
 * `knowingly` where nobody knows, and else not, with what to say. Source: design 5-sending.
 */
export type AgainRule =
  | { may: "safely" }
  | { may: "knowingly" }
  | { may: "not"; reason: "arrived" | "sent" | "under_way" | "again_already"; sentence: string }

type Message = { state: MessageState; isInferred: boolean; againId: string | null }

export function againRule({ state, isInferred, againId }: Message): AgainRule {
  if (isInferred) return { may: "not", reason: "arrived", sentence: SENTENCES.arrived }
  if (state === "sent") return { may: "not", reason: "sent", sentence: SENTENCES.sent }
  if (state === "queued" || state === "sending") {
    return { may: "not", reason: "under_way", sentence: SENTENCES.under_way }
  }
  if (againId !== null) {
    return { may: "not", reason: "again_already", sentence: SENTENCES.again_already }
  }
  return { may: state === "unknown" ? "knowingly" : "safely" }
}

const SENTENCES = {
  arrived: "A reply has proved that this text arrived. It is not sent again.",
  sent: "BioT has taken this text. It is not sent again; write a new one if you need to.",
  under_way: "This text has not been tried to the end yet. Wait for what becomes of it.",
  again_already: "This text was sent again already.",
}

/** What a person accepts by sending again what may have arrived. */
export const MAY_ARRIVE_TWICE =
  "Nobody knows whether the first text arrived. The patient may get it twice, and two reminders can become two doses."
