import { randomBytes } from "node:crypto"
import { articlePayload } from "@/db/testing/article-payload"
import type { Reminder } from "./arrange"
import type { Product } from "./product"

let made = 0

/** A patient's answer to a reminder as BioT calls us with it, whole, its token really signed. */
export function pluginCall(product: Product, to: Reminder, text: string): string {
  const payload = articlePayload()
  const { metadata, data } = payload
  metadata.startTime = new Date().toISOString()
  metadata.endTime = metadata.startTime
  metadata.traceId = `00-${randomBytes(16).toString("hex")}-50610c67645962f2-00`
  metadata.initiator.subject.id = to.phone
  data.entity._id = to.patientId
  data.entity._phone = to.phone
  data.entity._ownerOrganization.id = product.organizationId
  Object.assign(data.additionalData.metadata, {
    originationNumber: to.phone,
    destinationNumber: "+15559990000",
    messageBody: text,
    inboundMessageId: to.biotMessageId,
    previousPublishedMessageId: null,
  })
  const jwt = product.tokens[made++ % product.tokens.length]
  return JSON.stringify({ ...payload, jwt })
}
