import { expect, it } from "vitest"
import { answering, stubServer } from "@/db/testing/stub-server"
import { registerPlugin, subscribe, unsubscribe } from "./subscriptions"

const HOOKS = "/dispatcher/v1/hooks/notifications"
const stub = stubServer()
const base = "https://portal.example.org/api/biot/incoming-sms/"

/** A dispatcher that remembers. */
function dispatcher(endpoints: string[]) {
  const hooks = endpoints.map((endpoint) => ({
    entityTypeName: "patient",
    actionName: "_incomingSms",
    endpoint,
  }))
  const find = (json: unknown) =>
    hooks.findIndex((hook) => JSON.stringify(hook) === JSON.stringify(json))
  stub.on(HOOKS, (request, response) => answering(200, { data: hooks })(request, response))
  stub.on(`${HOOKS}/subscribe`, (request, response) => {
    if (find(request.json) >= 0) return answering(409, { code: "CONFLICT" })(request, response)
    hooks.push(request.json as (typeof hooks)[number])
    answering(201, { id: "1" })(request, response)
  })
  stub.on(`${HOOKS}/unsubscribe`, (request, response) => {
    const at = find(request.json)
    if (at < 0) return answering(404, {})(request, response)
    hooks.splice(at, 1)
    response.writeHead(204).end()
  })
  return hooks
}

it("registers the three kinds, takes away older secrets and leaves other addresses", async () => {
  const elsewhere = "https://other.example.org/api/biot/incoming-sms/old"
  const hooks = dispatcher([`${base}old`, elsewhere])
  const steps = await registerPlugin("https://portal.example.org/", "new")
  expect(steps.map(({ outcome }) => outcome)).toEqual([
    "subscribed",
    "subscribed",
    "subscribed",
    "removed_old",
  ])
  const now = hooks.map(({ entityTypeName, endpoint }) => `${entityTypeName} ${endpoint}`)
  expect(now.sort()).toEqual([
    `caregiver ${base}new`,
    `organization-user ${base}new`,
    `patient ${elsewhere}`,
    `patient ${base}new`,
  ])
  const again = await registerPlugin("https://portal.example.org", "new")
  expect(again.map(({ outcome }) => outcome)).toEqual(Array(3).fill("already_subscribed"))
  expect(hooks).toHaveLength(4)
})

it("takes a conflict and an absence for done", async () => {
  dispatcher([])
  expect(await subscribe("patient", `${base}a`)).toBe("subscribed")
  expect(await subscribe("patient", `${base}a`)).toBe("already_subscribed")
  const hook = { entityTypeName: "patient", actionName: "_incomingSms", endpoint: `${base}a` }
  expect(await unsubscribe(hook)).toBe("unsubscribed")
  expect(await unsubscribe(hook)).toBe("not_subscribed")
})
