import "server-only"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { AppError } from "@/lib/errors"
import { queueBefore } from "@/lib/messages/claim"
import { PRIORITY } from "@/lib/messages/schema"
import { unknownVariable, unknownVariableSentence } from "@/lib/messages/template"
import { kindOfAsk, weighSend } from "@/lib/messages/weigh"
import { readNamesAs } from "@/lib/patients/audited-read"
import { type BatchCheck, summariseCheck, type Weighed } from "./check"
import { UNDO_MS } from "./limits"
import { chosenRecipients, factsOfRecipients } from "./recipient-queries"
import type { CheckBatch } from "./schema"
import { checkBatchSchema } from "./schema"

/**
 * What one text to many would do if it were sent now; writes nothing but who looked, in the audit.
 * Throws `invalid` (with the field), `not_found`, `forbidden`.
 */
export async function checkBatch(ctx: StaffContext, input: CheckBatch): Promise<BatchCheck> {
  requirePermission(ctx, "messages.send")
  const { choice, about, body } = checkBatchSchema.parse(input)
  refuseBody(body)
  const now = Date.now()
  const recipients = await chosenRecipients(ctx, choice)
  const all: Weighed[] = []
  await readNamesAs(ctx, async (tx) => {
    for await (const page of factsOfRecipients(tx, recipients, { about, now })) {
      for (const { person, facts } of page) {
        const ask = { kind: kindOfAsk(facts), by: "person" as const, body, from: now + UNDO_MS }
        const needsDose = about === "open_doses"
        all.push({ person, facts, weighed: weighSend(facts, { ...ask, needsDose }) })
      }
    }
  })
  const { people, gone } = recipients
  const queue = await queueBefore(ctx.organizationId, PRIORITY.batch)
  return { ...summariseCheck(all), chosen: people.length + gone, gone, queue }
}

/** What is wrong with the text for everybody. Throws `invalid` (field `body`). */
export function refuseBody(body: string): void {
  const unknown = unknownVariable(body)
  if (unknown !== null) {
    throw new AppError("invalid", unknownVariableSentence(unknown), { field: "body" })
  }
  if (body.trim() === "") {
    throw new AppError("invalid", "Write the text first.", { field: "body" })
  }
}
