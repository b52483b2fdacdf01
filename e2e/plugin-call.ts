import { randomUUID } from "node:crypto"

type Call = {
  entityTypeName?: string
  senderId?: string
  organizationId: string
  from: string
  body: string
}

/** What BioT would say about a text, without its token. */
export function pluginCall({ entityTypeName = "patient", senderId, ...call }: Call) {
  return {
    metadata: {
      entityTypeName,
      actionName: "_incomingSms",
      status: "SUCCESS",
      startTime: new Date().toISOString(),
      endTime: new Date().toISOString(),
      traceId: `00-${randomUUID().replaceAll("-", "")}-50610c67645962f2-00`,
      initiator: { subject: { id: call.from }, sourceIpAddress: null },
    },
    data: {
      entity: {
        _id: senderId ?? randomUUID(),
        _phone: call.from,
        _locale: "en-us",
        _ownerOrganization: { id: call.organizationId, name: "Clinic" },
      },
      additionalData: {
        metadata: {
          originationNumber: call.from,
          destinationNumber: "+12029980000",
          messageBody: call.body,
          inboundMessageId: randomUUID(),
          previousPublishedMessageId: null,
        },
      },
    },
  }
}

export function postCall(address: string, body: string, contentType = "application/json") {
  return fetch(address, { method: "POST", headers: { "content-type": contentType }, body })
}
