import { randomUUID } from "node:crypto"
import examples from "libphonenumber-js/examples.mobile.json"
import { type CountryCode, getExampleNumber } from "libphonenumber-js/max"
import type { patients } from "@/db/schema"
import { replyCountry } from "@/lib/patients/countries"
import { parsePhone } from "@/lib/patients/phone"
import type { Instant } from "@/lib/time"

export type Sender = Pick<
  typeof patients.$inferSelect,
  "organizationId" | "id" | "firstName" | "lastName" | "phone" | "locale"
>

const known = new Map<string, string | null>()

/** BioT's local number of the sender's country, the one that the simulator has there. */
function staticNumberFor(phone: string | null): string | null {
  if (phone === null) return null
  const found = known.get(phone)
  if (found !== undefined) return found
  const parsed = parsePhone(phone)
  const country = parsed.ok && replyCountry(parsed.country) ? parsed.country : null
  // `parsePhone` has its countries from the same library.
  const number = country ? getExampleNumber(country as CountryCode, examples)?.number : null
  known.set(phone, number ?? null)
  return number ?? null
}

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
          destinationNumber: staticNumberFor(sender.phone),
          messageBody: of.words,
          inboundMessageId: randomUUID(),
          previousPublishedMessageId: of.previousMessageId,
        },
      },
    },
  }
}
