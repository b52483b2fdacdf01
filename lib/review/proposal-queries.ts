import "server-only"
import { and, eq, inArray, ne } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import type { Intent, ReplyReason } from "@/db/enums"
import { doses, messageDoses, regimens } from "@/db/schema"
import { grouped } from "@/lib/grouped"
import { type Proposal, proposedMeaning } from "./proposal"

export type ProposableReply = {
  id: string
  state: string
  reason: ReplyReason | null
  intent: Intent | null
  messageId: string | null
}

/** What is suggested for each reply whose message asked about exactly one dose, by the reply's id. */
export async function proposalsOf(
  tx: Transaction,
  replies: readonly ProposableReply[],
): Promise<Map<string, Proposal>> {
  const sayable = replies.filter((reply) => reply.messageId && proposedMeaning(reply))
  const messageIds = [...new Set(sayable.map(({ messageId }) => messageId ?? ""))]
  if (messageIds.length === 0) return new Map()
  const asked = await tx
    .select({
      messageId: messageDoses.messageId,
      doseId: doses.id,
      patientId: doses.patientId,
      localDate: doses.localDate,
      slot: doses.slot,
      medication: regimens.medication,
    })
    .from(messageDoses)
    .innerJoin(doses, eq(doses.id, messageDoses.doseId))
    .innerJoin(regimens, eq(regimens.id, doses.regimenId))
    .where(and(inArray(messageDoses.messageId, messageIds), ne(doses.state, "cancelled")))
  const byMessage = grouped(asked, ({ messageId }) => messageId)
  return new Map(
    sayable.flatMap((reply) => {
      const [one, ...others] = byMessage.get(reply.messageId ?? "") ?? []
      const meaning = proposedMeaning(reply)
      if (!one || others.length > 0 || !meaning) return []
      const { patientId, doseId, medication, localDate, slot } = one
      return [[reply.id, { patientId, doseId, meaning, dose: { medication, localDate, slot } }]]
    }),
  )
}
