import "server-only"
import { z } from "zod"
import { PERSON_KINDS, type PersonKind } from "@/db/enums"
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

/** Has BioT call `endpoint` for texts of this kind of person. Throws `BiotError`. */
export async function subscribe(
  kind: PersonKind,
  endpoint: string,
): Promise<"subscribed" | "already_subscribed"> {
  try {
    await callAsService({
      method: "POST",
      path: `${HOOKS}/subscribe`,
      body: { entityTypeName: kind, actionName: INCOMING_SMS, endpoint },
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

export type RegistrationStep = {
  entityTypeName: string
  outcome: "subscribed" | "already_subscribed" | "removed_old"
}

/**
 * Makes BioT call exactly `{publicUrl}/api/biot/incoming-sms/{secret}` for the three kinds of
 * people, and no longer an address of this portal with another secret. Idempotent; the new one is
 * made before the old one goes, so that no reply falls between. Throws `BiotError`.
 */
export async function registerPlugin(
  publicUrl: string,
  secret: string,
): Promise<RegistrationStep[]> {
  const base = `${publicUrl.replace(/\/+$/, "")}/api/biot/incoming-sms/`
  const endpoint = base + secret
  const before = (await listSubscriptions()).filter((each) => each.actionName === INCOMING_SMS)
  const steps: RegistrationStep[] = []
  for (const kind of PERSON_KINDS) {
    const isThere = before.some((s) => s.entityTypeName === kind && s.endpoint === endpoint)
    const outcome = isThere ? "already_subscribed" : await subscribe(kind, endpoint)
    steps.push({ entityTypeName: kind, outcome })
  }
  for (const old of before) {
    if (!old.endpoint.startsWith(base) || old.endpoint === endpoint) continue
    await unsubscribe(old)
    steps.push({ entityTypeName: old.entityTypeName, outcome: "removed_old" })
  }
  return steps
}
