import { randomUUID } from "node:crypto"
import type { patients } from "@/db/schema"
import type { Instant } from "@/lib/time"

export type Sender = Pick<
  typeof patients.$inferSelect,
  "organizationId" | "id" | "firstName" | "lastName" | "phone" | "locale"
>

export const STATIC_NUMBER = "+12025550190"

/** A plugin call as BioT makes it, without its token, which is never stored. */
export function pluginCall(of: {
  sender: Sender
  entityTypeName?: string
  status?: string
  at: Instant
  words: string
  previousMessageId: string | null
}) {
  const { sender, at } = of
  const iso = new Date(at).toISOString()
  const trace = randomUUID().replaceAll("-", "")
  return {
    metadata: {
      entityTypeName: of.entityTypeName ?? "patient",
      actionName: "_incomingSms",
      status: of.status ?? "SUCCESS",
      startTime: iso.replace("Z", "279660Z"),
      endTime: iso.replace("Z", "312662Z"),
      traceId: `00-${trace}-${trace.slice(0, 16)}-00`,
      initiator: { subject: { id: sender.phone }, sourceIpAddress: null },
    },
    data: {
      entity: {
        _id: sender.id,
        _name: { firstName: sender.firstName, lastName: sender.lastName },
        _phone: sender.phone,
        _locale: sender.locale,
        _ownerOrganization: { id: sender.organizationId },
        _enabled: "ENABLED",
      },
      additionalData: {
        metadata: {
          originationNumber: sender.phone,
          destinationNumber: STATIC_NUMBER,
          messageBody: of.words,
          inboundMessageId: randomUUID(),
          previousPublishedMessageId: of.previousMessageId,
        },
      },
    },
  }
}
