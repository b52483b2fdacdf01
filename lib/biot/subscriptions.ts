import "server-only"
import { z } from "zod"
import { PERSON_KINDS, type PersonKind, PLUGIN_ENDPOINTS, type PluginEndpoint } from "@/db/enums"
import { INCOMING_SMS } from "./envelope"
import { BiotError } from "./error"
import { optionalText } from "./fields"
import { callAsService } from "./service-token"

const HOOKS = "/dispatcher/v1/hooks/notifications"
const PAGE_SIZE = 100
const MAX_PAGES = 100
const CONFLICT = 409
const NOT_FOUND = 404

export type Subscription = {
  id: string | null
  entityTypeName: string
  actionName: string
  endpoint: string
}

const subscriptionSchema = z.object({
  id: optionalText,
  entityTypeName: z.string(),
  actionName: z.string(),
  endpoint: z.string(),
})
const pageSchema = z.object({ data: z.array(z.unknown()) })

/** Every notification subscription that our service user may see. Throws `BiotError`. */
export async function listSubscriptions(): Promise<Subscription[]> {
  const found: Subscription[] = []
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data } = await callAsService({
      method: "GET",
      path: HOOKS,
      query: { searchRequest: JSON.stringify({ filter: {}, limit: PAGE_SIZE, page }) },
      answer: pageSchema,
    })
    for (const each of data) {
      const parsed = subscriptionSchema.safeParse(each)
      if (parsed.success) found.push(parsed.data)
    }
    if (data.length < PAGE_SIZE) break
  }
  return found
}

/** Has BioT call `endpoint` when this happens to this kind of person. Throws `BiotError`. */
export async function subscribe(
  kind: PersonKind,
  endpoint: string,
  actionName: string = INCOMING_SMS,
): Promise<"subscribed" | "already_subscribed"> {
  try {
    await callAsService({
      method: "POST",
      path: `${HOOKS}/subscribe`,
      body: { entityTypeName: kind, actionName, endpoint },
      answer: z.unknown(),
    })
    return "subscribed"
  } catch (error) {
    if (error instanceof BiotError && error.status === CONFLICT) return "already_subscribed"
    throw error
  }
}

/** Ends a subscription; one that is gone already is no error. Throws `BiotError`. */
export async function unsubscribe(
  subscription: Pick<Subscription, "entityTypeName" | "actionName" | "endpoint">,
): Promise<"unsubscribed" | "not_subscribed"> {
  const { entityTypeName, actionName, endpoint } = subscription
  try {
    await callAsService({
      method: "POST",
      path: `${HOOKS}/unsubscribe`,
      body: { entityTypeName, actionName, endpoint },
      answer: z.unknown(),
    })
    return "unsubscribed"
  } catch (error) {
    if (error instanceof BiotError && error.status === NOT_FOUND) return "not_subscribed"
    throw error
  }
}

/** What the portal wants to hear about people, besides their texts. */
export const PEOPLE_ACTIONS = ["_create", "_update", "_delete", "_updateEnabledState"] as const

export type RegistrationStep = {
  entityTypeName: string
  actionName: string
  outcome: "subscribed" | "already_subscribed" | "removed_old" | "removed"
}

/** What BioT calls at each of our two addresses. */
export const ENDPOINT_ACTIONS: Record<PluginEndpoint, readonly string[]> = {
  "incoming-sms": [INCOMING_SMS],
  people: PEOPLE_ACTIONS,
}

/** The address of one of the portal's endpoints up to its secret, which is the last segment. */
export function endpointBase(publicUrl: string, endpoint: PluginEndpoint): string {
  return `${publicUrl.replace(/\/+$/, "")}/api/biot/${endpoint}/`
}

/**
 * Makes BioT call exactly `{publicUrl}/api/biot/incoming-sms/{secret}` for texts of people of
 * `kinds`, and no longer an address of this portal with another secret. Idempotent; the new one is
 * made before the old one goes, so that no reply falls between. Throws `BiotError`.
 */
export function registerPlugin(
  publicUrl: string,
  secret: string,
  kinds: readonly PersonKind[] = PERSON_KINDS,
): Promise<RegistrationStep[]> {
  return register(endpointBase(publicUrl, "incoming-sms"), secret, [INCOMING_SMS], kinds)
}

/** The same for `{publicUrl}/api/biot/people/{secret}`, which hears that a person changed. */
export function registerPeople(
  publicUrl: string,
  secret: string,
  kinds: readonly PersonKind[] = PERSON_KINDS,
): Promise<RegistrationStep[]> {
  return register(endpointBase(publicUrl, "people"), secret, PEOPLE_ACTIONS, kinds)
}

/** Ends every call to this portal's addresses about people of `kinds`. Throws `BiotError`. */
export async function unregister(
  publicUrl: string,
  kinds: readonly PersonKind[],
): Promise<RegistrationStep[]> {
  const bases = PLUGIN_ENDPOINTS.map((endpoint) => endpointBase(publicUrl, endpoint))
  const ours = (await listSubscriptions()).filter(
    ({ entityTypeName, endpoint }) =>
      kinds.some((kind) => kind === entityTypeName) &&
      bases.some((base) => endpoint.startsWith(base)),
  )
  const steps: RegistrationStep[] = []
  for (const each of ours) {
    await unsubscribe(each)
    const { entityTypeName, actionName } = each
    steps.push({ entityTypeName, actionName, outcome: "removed" })
  }
  return steps
}

async function register(
  base: string,
  secret: string,
  actions: readonly string[],
  kinds: readonly PersonKind[],
): Promise<RegistrationStep[]> {
  const endpoint = base + secret
  const before = (await listSubscriptions()).filter(
    ({ actionName, entityTypeName }) =>
      actions.includes(actionName) && kinds.some((kind) => kind === entityTypeName),
  )
  const steps: RegistrationStep[] = []
  for (const entityTypeName of kinds) {
    for (const actionName of actions) {
      const wanted = { entityTypeName, actionName, endpoint }
      const isThere = before.some((each) => isSame(each, wanted))
      const outcome = isThere
        ? "already_subscribed"
        : await subscribe(entityTypeName, endpoint, actionName)
      steps.push({ entityTypeName, actionName, outcome })
    }
  }
  for (const old of before) {
    if (!old.endpoint.startsWith(base) || old.endpoint === endpoint) continue
    await unsubscribe(old)
    const { entityTypeName, actionName } = old
    steps.push({ entityTypeName, actionName, outcome: "removed_old" })
  }
  return steps
}

function isSame(one: Subscription, other: Omit<Subscription, "id">): boolean {
  return (
    one.entityTypeName === other.entityTypeName &&
    one.actionName === other.actionName &&
    one.endpoint === other.endpoint
  )
}
