import fc from "fast-check"
import { expect, it } from "vitest"
import { dedupeKey, parseEnvelope } from "./envelope"
import { withoutToken } from "./storable"

type Json = Record<string, unknown>

const jwt = `eyJhbGciOiJSUzUxMiJ9.${"x".repeat(80)}.signature`
const sms = {
  originationNumber: "+12550001111",
  destinationNumber: "+12550002222",
  messageBody: "Medication Taken",
  inboundMessageId: "b3450bd6-3f2d-442a-8d46-221a87db25f7",
  previousPublishedMessageId: "tfo5od7f19978unpfueng0dhspnfnltkccjbpc00",
}
const entity = {
  _name: { firstName: "Patient", lastName: "Zero" },
  _phone: "+12550001111",
  _locale: "en-us",
  _address: { countryCode: "US", state: null },
  _id: "A48B0BFE-d795-4f6a-9a28-39d2df5d8c26",
  _ownerOrganization: { id: "620e80c8-9e33-4fb8-aa38-7fe0d1d5683a", name: "Demo Org" },
  _referencers: null,
  sex: "male",
  group: null,
}
const metadata = {
  entityTypeName: "patient",
  actionName: "_incomingSms",
  status: "SUCCESS",
  startTime: "2023-11-25T12:27:47.279660728Z",
  endTime: "2023-11-25T12:27:47.279662788Z",
  traceId: "00-6561e8428d0552c950610c67645962f2-50610c67645962f2-00",
  initiator: { subject: { id: "+12550001111" }, sourceIpAddress: null },
}

/** The article's example; the fields given replace or, when undefined, leave out. */
function payload(fields: { metadata?: Json; entity?: Json | null; sms?: Json | null } = {}) {
  return JSON.parse(
    JSON.stringify({
      metadata: { ...metadata, ...fields.metadata },
      data: {
        entity: fields.entity === null ? null : { ...entity, ...fields.entity },
        additionalData: { metadata: fields.sms === null ? null : { ...sms, ...fields.sms } },
      },
      jwt,
    }),
  ) as Json
}

function callIn(json: unknown) {
  const parsed = parseEnvelope(json)
  if (!parsed.ok) throw new Error(parsed.issues.join())
  return parsed.call
}

it("reads the article's example", () => {
  expect(callIn(payload())).toEqual({
    entityTypeName: "patient",
    actionName: "_incomingSms",
    status: "SUCCESS",
    startTime: "2023-11-25T12:27:47.279660728Z",
    traceId: "6561e8428d0552c950610c67645962f2",
    hasEntity: true,
    senderId: "a48b0bfe-d795-4f6a-9a28-39d2df5d8c26",
    organizationId: "620e80c8-9e33-4fb8-aa38-7fe0d1d5683a",
    originationNumber: "+12550001111",
    destinationNumber: "+12550002222",
    messageBody: "Medication Taken",
    inboundMessageId: "b3450bd6-3f2d-442a-8d46-221a87db25f7",
    previousMessageId: "tfo5od7f19978unpfueng0dhspnfnltkccjbpc00",
    entityPhone: "+12550001111",
    locale: "en-US",
  })
})

it("takes null and absence for the same, and the initiator for a missing sender", () => {
  const gone = Object.fromEntries(Object.keys(sms).map((name) => [name, null]))
  expect(callIn(payload({ sms: gone }))).toMatchObject({
    originationNumber: "+12550001111",
    messageBody: null,
    inboundMessageId: null,
  })
  expect(callIn(payload({ sms: null }))).toMatchObject({ messageBody: null })
  expect(callIn(payload({ entity: null }))).toMatchObject({ hasEntity: false, senderId: null })
  expect(callIn({ metadata: { entityTypeName: "patient", actionName: "_incomingSms" } })).toEqual(
    expect.objectContaining({ status: null, hasEntity: false, startTime: null, traceId: null }),
  )
})

it("lets nothing odd that does not decide cost a reply", () => {
  const odd = { _phone: 5, _locale: { a: 1 }, _ownerOrganization: "x", _name: [] }
  expect(callIn(payload({ entity: odd, metadata: { traceId: 7, initiator: "me" } }))).toMatchObject(
    {
      entityPhone: null,
      locale: null,
      organizationId: null,
      traceId: null,
    },
  )
})

it("gives only ids that may be asked for in the database", () => {
  const owner = { organizationId: "620E80C8-9E33-4FB8-AA38-7FE0D1D5683A" }
  const ids = callIn(payload({ entity: { _id: "patient-7", _ownerOrganization: owner } }))
  expect(ids).toMatchObject({
    senderId: null,
    organizationId: "620e80c8-9e33-4fb8-aa38-7fe0d1d5683a",
  })
})

it("keeps an empty text apart from none", () => {
  expect(callIn(payload({ sms: { messageBody: "" } })).messageBody).toBe("")
})

it.each([
  [{ sms: { messageBody: 1 } }, "data.additionalData.metadata.messageBody"],
  [{ sms: { inboundMessageId: {} } }, "data.additionalData.metadata.inboundMessageId"],
  [{ metadata: { startTime: 1_700_000_000 } }, "metadata.startTime"],
  [{ metadata: { status: true } }, "metadata.status"],
  [{ metadata: { entityTypeName: undefined } }, "metadata.entityTypeName"],
  [{ entity: { _id: 5 } }, "data.entity._id"],
])("names the path of what decides and has another shape (%j)", (fields, path) => {
  expect(parseEnvelope(payload(fields))).toEqual({ ok: false, issues: [path] })
})

it.each([[null], [5], ["x"], [[]], [{}], [{ metadata: [] }], [{ metadata: null, data: 1 }]])(
  "refuses %j without throwing",
  (json) => {
    expect(parseEnvelope(json)).toMatchObject({ ok: false })
  },
)

it("acknowledges other actions whatever their data holds", () => {
  const json = { metadata: { ...metadata, actionName: "_update" }, data: { entity: 5 } }
  expect(callIn(json)).toMatchObject({ actionName: "_update", hasEntity: false })
})

it("stores all but the token, wherever it stands", () => {
  const json = payload({ entity: { note: `copied: ${jwt}`, [jwt]: 1 } })
  const stored = withoutToken(json) as Json
  expect(stored).not.toHaveProperty("jwt")
  expect(JSON.stringify(stored)).not.toContain(jwt)
  expect(stored).toMatchObject({ metadata, data: { entity, additionalData: { metadata: sms } } })
  expect(json).toHaveProperty("jwt")
  expect(withoutToken({ jwt: "1", a: "11" })).toEqual({ a: "11" })
})

it("stores what Postgres would refuse with a mark in its place", () => {
  const text = '{"a\\u0000":"x\\u0000y","b":"\\ud800","c":"\\ud83d\\udc4d"}'
  const marked = { "a\uFFFD": "x\uFFFDy", b: "\uFFFD", c: "👍" }
  expect(withoutToken(JSON.parse(text))).toEqual(marked)
  expect(callIn(payload({ sms: { messageBody: "1\u0000" } })).messageBody).toBe("1\uFFFD")
  const deep = JSON.parse(`${"[".repeat(30_000)}${"]".repeat(30_000)}`)
  expect(JSON.stringify(withoutToken({ deep }))).toContain("[nested too deep]")
  expect(dedupeKey({ deep })).toMatch(/^[0-9a-f]{64}$/)
})

it("gives no object another prototype", () => {
  const text = '{"__proto__":{"metadata":{"admin":1}},"data":{"__proto__":{"entity":{}}}}'
  const json = JSON.parse(text)
  expect(parseEnvelope(json)).toMatchObject({ ok: false })
  const stored = withoutToken(json) as Json
  expect(Object.assign({}, stored, stored.data)).toEqual({ data: {} })
  expect(({} as Json).admin).toBeUndefined()
})

it("knows a call again by what it says and not by its token or how it is written", () => {
  const key = dedupeKey(payload())
  const { jwt: _first, data, metadata: head } = payload()
  expect(dedupeKey({ jwt: "another", data, metadata: head })).toBe(key)
  expect(dedupeKey(payload({ metadata: { endTime: null }, entity: { _phone: null } }))).toBe(key)
  const others = [
    { metadata: { startTime: "2023-11-25T12:27:47.279660729Z" } },
    { metadata: { traceId: null } },
    { metadata: { entityTypeName: "caregiver" } },
    { metadata: { actionName: "_update" } },
    { entity: { _id: "a48b0bfe-d795-4f6a-9a28-39d2df5d8c27" } },
    ...Object.keys(sms).map((name) => ({ sms: { [name]: "other" } })),
  ]
  const keys = others.map((fields) => dedupeKey(payload(fields)))
  expect(new Set([key, ...keys]).size).toBe(others.length + 1)
})

it("keeps two different calls that are no plugin calls apart", () => {
  expect(dedupeKey({ jwt, a: 1, b: 2 })).toBe(dedupeKey({ b: 2, a: 1 }))
  expect(dedupeKey({ jwt, a: 1 })).not.toBe(dedupeKey({ jwt, a: 2 }))
  expect(dedupeKey(payload({ sms: { messageBody: 1 } }))).not.toBe(
    dedupeKey(payload({ sms: { messageBody: 2 } })),
  )
})

it("never throws, whatever the JSON", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (some, other) => {
      const json = { metadata: { ...metadata, status: some }, data: other, jwt: some }
      for (const each of [some, json, payload({ sms: { messageBody: other } })]) {
        parseEnvelope(each)
        JSON.stringify(withoutToken(each))
        expect(dedupeKey(each)).toHaveLength(64)
      }
    }),
    { numRuns: 500 },
  )
})
