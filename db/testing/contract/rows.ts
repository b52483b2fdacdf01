import { expect } from "vitest"
import { z } from "zod"
import { organizationPages, type Page, peoplePages, personById } from "@/lib/biot/directory"
import { callBiot } from "@/lib/biot/http"
import { verifyPluginToken } from "@/lib/biot/plugin-token"
import {
  decideHeldCalls,
  firstKeys,
  forgetPublicKeys,
  newerKeys,
  publicKeys,
} from "@/lib/biot/public-key"
import { publishedKeys } from "@/lib/biot/published-keys"
import {
  callAsService,
  forgetServiceToken,
  isBiotReachable,
  serviceToken,
  tryServiceLogin,
} from "@/lib/biot/service-token"
import { sendSms, smsConfigured } from "@/lib/biot/sms"
import {
  listSubscriptions,
  registerPeople,
  registerPlugin,
  subscribe,
  unregister,
  unsubscribe,
} from "@/lib/biot/subscriptions"
import { type Fault, is, type Row, row, thrown } from "./row"

export const EMMA = { id: "0a7e0000-0000-4000-8000-000000000001", phone: "+12025550101" }
const CONFIGURED = "/notification/v1/configuration/sms-provider-configuration"
const TRACE = "0123456789abcdef0123456789abcdef"

async function everybody<T>(pages: AsyncGenerator<Page<T>>): Promise<T[]> {
  const items: T[] = []
  for await (const page of pages) items.push(...page.items)
  return items
}

let count = 0
const newSecret = () => `a-secret-of-the-contract-${++count}`
const newEndpoint = () => `https://portal.example.org/${newSecret()}`
const hook = (endpoint: string) => ({
  ...{ entityTypeName: "patient", actionName: "_incomingSms", endpoint },
})

const DIRECTORY: Row[] = [
  row("organizationPages", "search", {
    call: () => everybody(organizationPages()),
    succeeds: expectSome({ name: "Nordlicht Praxis", timeZone: "Europe/Berlin" }),
  }),
  row("peoplePages", "search", {
    call: () => everybody(peoplePages("patient")),
    succeeds: expectSome(EMMA),
  }),
  row("personById", "person", {
    call: () => personById("patient", EMMA.id),
    succeeds: EMMA,
    under: (fault) => (fault === "error404" ? null : thrown(fault)),
  }),
]

const SMS: Row[] = [
  row("sendSms", "send", {
    call: () => sendSms({ phone: EMMA.phone, body: "Reply 1", traceId: TRACE }),
    succeeds: { ok: true },
    under: (fault) => {
      if (fault === "empty") return { ok: true, messageId: null }
      if (fault === "error429") return { ok: false, outcome: "retry" }
      const isRefusal = is(fault, "error400", "tokenNotValid", "accessDenied", "error404")
      return { ok: false, outcome: isRefusal ? "failed" : "unknown" }
    },
  }),
  row("smsConfigured", "smsConfigured", {
    call: smsConfigured,
    succeeds: true,
    under: () => null,
  }),
]

/** No key is held, and the process is about to end, so that nothing waits a minute for one. */
function forgetAndEnd() {
  forgetPublicKeys()
  decideHeldCalls()
}

const KEYS: Row[] = [
  row("publicKeys", "publicKey", {
    before: async () => forgetPublicKeys(),
    call: async () => ({ some: (await publicKeys()).length > 0 }),
    succeeds: { some: true },
    under: () => ({ some: false }),
  }),
  row("publishedKeys", "publicKey", {
    call: async () => ({ count: (await publishedKeys()).length }),
    succeeds: { count: 1 },
  }),
  row("firstKeys", "publicKey", {
    before: async () => forgetAndEnd(),
    call: async () => ({ some: (await firstKeys(Date.now())).length > 0 }),
    succeeds: { some: true },
    under: () => ({ some: false }),
  }),
  row("newerKeys", "publicKey", {
    // Came before anybody asks: another row's question counts for it, and it waits for no minute.
    before: async () => {
      forgetPublicKeys()
      return Date.now()
    },
    call: (cameAt) => newerKeys([], cameAt),
    succeeds: { result: "newer" },
    under: () => ({ result: "unavailable" }),
  }),
  row("verifyPluginToken", "publicKey", {
    before: (world) => {
      forgetAndEnd()
      return world.makeToken()
    },
    call: (jwt) => verifyPluginToken(jwt),
    succeeds: { ok: true },
    under: () => ({ ok: false, reason: "key_unavailable" }),
  }),
]

const SERVICE: Row[] = [
  row("callBiot", "publicKey", {
    call: () =>
      callBiot({
        method: "GET",
        path: "/ums/v1/security/public-key",
        answer: z.object({ publicKey: z.string() }),
      }),
    succeeds: { publicKey: expect.stringMatching(/^[A-Za-z0-9+/=]{300,}$/) },
  }),
  row("callAsService", "smsConfigured", {
    call: () => callAsService({ method: "GET", path: CONFIGURED, answer: z.unknown() }),
    succeeds: { configured: true },
    under: (fault) => (fault === "empty" ? {} : thrown(fault)),
  }),
  row("serviceToken", "serviceLogin", {
    before: async () => forgetServiceToken(),
    call: async () => ({ parts: (await serviceToken()).split(".").length }),
    succeeds: { parts: 3 },
  }),
  row("tryServiceLogin", "serviceLogin", {
    call: async () => ({ answered: (await tryServiceLogin()) === undefined }),
    succeeds: { answered: true },
  }),
  row("isBiotReachable", "health", {
    call: isBiotReachable,
    succeeds: true,
    under: (fault) => !is(fault, "error500", "error504", "reset", "silent"),
  }),
]

const emptyIs = (done: unknown) => (fault: Fault) => (fault === "empty" ? done : thrown(fault))

const SUBSCRIPTIONS: Row[] = [
  row("listSubscriptions", "subscriptions", {
    before: async () => {
      const endpoint = newEndpoint()
      await subscribe("patient", endpoint)
      return endpoint
    },
    call: async (endpoint) =>
      (await listSubscriptions()).filter((each) => each.endpoint === endpoint),
    succeeds: [{ entityTypeName: "patient", actionName: "_incomingSms" }],
  }),
  row("subscribe", "subscribe", {
    call: () => subscribe("patient", newEndpoint()),
    succeeds: "subscribed",
    under: emptyIs("subscribed"),
  }),
  row("unsubscribe", "unsubscribe", {
    before: async () => {
      const endpoint = newEndpoint()
      await subscribe("patient", endpoint)
      return endpoint
    },
    call: (endpoint) => unsubscribe(hook(endpoint)),
    succeeds: "unsubscribed",
    under: (fault) => (fault === "error404" ? "not_subscribed" : emptyIs("unsubscribed")(fault)),
  }),
  row("registerPlugin", "subscribe", {
    call: async () => (await registerPlugin("https://a.example.org", newSecret()))[0],
    succeeds: { outcome: "subscribed", actionName: "_incomingSms" },
    under: emptyIs({ outcome: "subscribed" }),
  }),
  row("unregister", "unsubscribe", {
    before: () => registerPlugin("https://c.example.org", newSecret(), ["caregiver"]),
    call: () => unregister("https://c.example.org", ["caregiver"]),
    succeeds: [{ outcome: "removed", entityTypeName: "caregiver" }],
    under: (fault) => (is(fault, "error404", "empty") ? [{ outcome: "removed" }] : thrown(fault)),
  }),
  row("registerPeople", "subscribe", {
    call: async () => (await registerPeople("https://b.example.org", newSecret()))[0],
    succeeds: { outcome: "subscribed", actionName: "_create" },
    under: emptyIs({ outcome: "subscribed" }),
  }),
]

function expectSome(wanted: object) {
  return (found: unknown) =>
    Array.isArray(found) &&
    found.some((one) => Object.entries(wanted).every(([name, value]) => one[name] === value))
}

/** What the portal does with its own token. */
export const SERVICE_ROWS = [...DIRECTORY, ...SMS, ...KEYS, ...SERVICE, ...SUBSCRIPTIONS]
