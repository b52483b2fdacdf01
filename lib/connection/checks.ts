import "server-only"
import { PERSON_KINDS, type PersonKind, PLUGIN_ENDPOINTS, type PluginEndpoint } from "@/db/enums"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { BiotError } from "@/lib/biot/error"
import { tryServiceLogin } from "@/lib/biot/service-token"
import { smsConfigured } from "@/lib/biot/sms"
import {
  ENDPOINT_ACTIONS,
  endpointBase,
  listSubscriptions,
  type Subscription,
} from "@/lib/biot/subscriptions"
import { env } from "@/lib/env"
import type { Instant } from "@/lib/time"
import { type EndpointTest, testEndpoint } from "./self-test"

/** How many of an endpoint's actions BioT calls us for, and how many there are. */
export type Registered = { subscribed: number; of: number }
export type KindSubscriptions = {
  kind: PersonKind
  endpoints: Record<PluginEndpoint, Registered>
}
/** Somebody else's address, or one of ours with another secret, that BioT calls as well. */
export type OtherAddress = { kind: string; actionName: string; address: string | null }

/** What the connection is like now, asked of BioT and of the public address. */
export type ConnectionChecks = {
  at: Instant
  biotBaseUrl: string
  serviceUserId: string
  publicUrl: string
  isSimulator: boolean
  token: { ok: true } | { ok: false; reason: string }
  /** Null: BioT does not say. */
  isSmsConfigured: boolean | null
  subscriptions:
    | { ok: true; kinds: KindSubscriptions[]; others: OtherAddress[] }
    | { ok: false; reason: string }
  endpoints: Record<PluginEndpoint, EndpointTest>
}

/** Asks everything once, side by side; what cannot be asked is in the answer. Throws `forbidden`. */
export async function checkConnection(ctx: StaffContext, now: Instant): Promise<ConnectionChecks> {
  requirePermission(ctx, "settings.manage")
  const { BIOT_BASE_URL, BIOT_SERVICE_USER_ID, PUBLIC_URL, PLUGIN_SECRET, SIMULATOR_URL } = env()
  const test = (endpoint: PluginEndpoint) =>
    testEndpoint(endpointBase(PUBLIC_URL, endpoint) + PLUGIN_SECRET, PLUGIN_SECRET)
  const [token, isSmsConfigured, subscriptions, sms, people] = await Promise.all([
    answered(async () => {
      await tryServiceLogin()
      return {}
    }),
    smsConfigured(),
    answered(async () => sorted(await listSubscriptions(), PUBLIC_URL, PLUGIN_SECRET)),
    test("incoming-sms"),
    test("people"),
  ])
  return {
    at: now,
    biotBaseUrl: BIOT_BASE_URL,
    serviceUserId: BIOT_SERVICE_USER_ID,
    publicUrl: PUBLIC_URL,
    isSimulator: SIMULATOR_URL !== undefined,
    token,
    isSmsConfigured,
    subscriptions,
    endpoints: { "incoming-sms": sms, people },
  }
}

async function answered<T extends object>(
  ask: () => Promise<T>,
): Promise<({ ok: true } & T) | { ok: false; reason: string }> {
  try {
    return { ok: true, ...(await ask()) }
  } catch (error) {
    if (!(error instanceof BiotError)) throw error
    return { ok: false, reason: error.code ?? error.kind }
  }
}

function sorted(found: readonly Subscription[], publicUrl: string, secret: string) {
  const addressOf = (endpoint: PluginEndpoint) => endpointBase(publicUrl, endpoint) + secret
  const kinds = PERSON_KINDS.map((kind): KindSubscriptions => {
    const registered = (endpoint: PluginEndpoint): Registered => {
      const actions = ENDPOINT_ACTIONS[endpoint]
      const subscribed = actions.filter((action) =>
        found.some(
          (each) =>
            each.entityTypeName === kind &&
            each.actionName === action &&
            each.endpoint === addressOf(endpoint),
        ),
      )
      return { subscribed: subscribed.length, of: actions.length }
    }
    return {
      kind,
      endpoints: { "incoming-sms": registered("incoming-sms"), people: registered("people") },
    }
  })
  const ours = PLUGIN_ENDPOINTS.map(addressOf)
  const others = found
    .filter((each) => ENDPOINT_ACTIONS["incoming-sms"].includes(each.actionName))
    .filter(({ endpoint }) => !ours.includes(endpoint))
    .map(({ entityTypeName, actionName, endpoint }): OtherAddress => {
      return { kind: entityTypeName, actionName, address: withoutSecrets(endpoint) }
    })
  return { kinds, others }
}

/** Where an address leads, without the part that nobody shall know; null: it cannot be read. */
function withoutSecrets(endpoint: string): string | null {
  if (!URL.canParse(endpoint)) return null
  const { origin, pathname } = new URL(endpoint)
  return `${origin}${pathname.replace(/[^/]+$/, "…")}`
}
