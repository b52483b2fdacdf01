import { randomUUID } from "node:crypto"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { type CryptoKey, exportSPKI, generateKeyPair, SignJWT } from "jose"
import { afterAll, beforeAll } from "vitest"

export const PLUGIN_SECRET = "a-path-segment-for-tests"

/** What a reply says; everything has a default that BioT could have sent. */
export type CallFields = {
  kind?: string
  action?: string
  status?: string | null
  startTime?: string | null
  traceId?: string | null
  senderId?: string
  organizationId?: string | null
  from?: string | null
  to?: string | null
  body?: string | null
  inboundMessageId?: string | null
  previousMessageId?: string | null
  locale?: string | null
}

/** A plugin call as BioT makes it, without its token. */
export function pluginCall(fields: CallFields = {}) {
  const { organizationId = null, from = "+15550000001" } = fields
  return {
    metadata: {
      entityTypeName: fields.kind ?? "patient",
      actionName: fields.action ?? "_incomingSms",
      status: fields.status === undefined ? "SUCCESS" : fields.status,
      startTime: fields.startTime ?? null,
      endTime: null,
      traceId: fields.traceId ?? `00-${randomUUID().replaceAll("-", "")}-50610c67645962f2-00`,
      initiator: { subject: { id: from }, sourceIpAddress: null },
    },
    data: {
      entity: {
        _id: fields.senderId ?? randomUUID(),
        _phone: from,
        _locale: fields.locale ?? "en-us",
        _ownerOrganization: organizationId === null ? null : { id: organizationId, name: "Clinic" },
      },
      additionalData: {
        metadata: {
          originationNumber: from,
          destinationNumber: fields.to ?? "+15559990000",
          messageBody: fields.body === undefined ? "1" : fields.body,
          inboundMessageId: fields.inboundMessageId ?? null,
          previousPublishedMessageId: fields.previousMessageId ?? null,
        },
      },
    },
  }
}

const GENUINE = { scopes: ["ACTION_NOTIFICATION"], tokenType: "SERVICE_INTERNAL" }

/**
 * A BioT that only publishes its signing key, and the environment that points at it. `sign` makes a
 * plugin token, genuine unless its claims, expiry (seconds) or key are told otherwise.
 */
export function signingBiot() {
  let server: Server
  let key: CryptoKey
  const state = { isDown: false, asked: 0 }

  beforeAll(async () => {
    const pair = await generateKeyPair("RS512", { extractable: true })
    key = pair.privateKey
    const publicKey = (await exportSPKI(pair.publicKey)).replace(/-----[^-]+-----|\s/g, "")
    server = createServer((_request, response) => {
      state.asked += 1
      response.writeHead(state.isDown ? 500 : 200, { "content-type": "application/json" })
      response.end(JSON.stringify({ publicKey, previousPublicKey: null }))
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    Object.assign(process.env, {
      DATABASE_URL: process.env.TEST_DATABASE_URL,
      BIOT_BASE_URL: `http://127.0.0.1:${port}`,
      BIOT_SERVICE_USER_ID: "service",
      BIOT_SERVICE_USER_SECRET_KEY: "secret",
      PUBLIC_URL: "http://127.0.0.1:3000",
      PLUGIN_SECRET,
      NEXTAUTH_SECRET: "a-session-secret-for-the-tests-only",
    })
  })

  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  async function sign(
    claims: Record<string, unknown> = {},
    options: { expiresInSeconds?: number; key?: CryptoKey; alg?: string } = {},
  ): Promise<string> {
    const expires = Math.floor(Date.now() / 1000) + (options.expiresInSeconds ?? 1_800)
    return new SignJWT({ serviceUserId: randomUUID(), jti: randomUUID(), ...GENUINE, ...claims })
      .setProtectedHeader({ alg: options.alg ?? "RS512" })
      .setExpirationTime(expires)
      .sign(options.key ?? key)
  }

  return { sign, state }
}
