import { randomUUID } from "node:crypto"

export type Person = {
  userId: string
  username: string
  password: string
  displayName: string
  role: string
  organization: string
}
export type PhoneMessage = {
  id: string
  number: string
  direction: "toPhone" | "fromPhone"
  body: string
  messageId: string | null
  status: string
}
export type Fault = {
  kind: string
  times?: number
  number?: string
  ms?: number
  accepted?: boolean
}
/** The account at the simulator of a portal that `npm start` starts without settings. */
const SERVICE_USER = {
  id: "5e7a0c1e-0000-4000-8000-00000000d05e",
  secretKey: "doseline-demo-secret",
}
const KINDS = ["patient", "caregiver", "organization-user"]
const ACTIONS = {
  "incoming-sms": ["_incomingSms"],
  people: ["_create", "_update", "_delete", "_updateEnabledState"],
}

/** Has BioT call the portal for everybody again, whatever a test took away. */
async function registerAll(address: string, portal: string, secret: string) {
  const post = (path: string, body: object, token = "") =>
    fetch(`${address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  const { accessToken } = await (await post("/ums/v2/services/accessToken", SERVICE_USER)).json()
  for (const [name, actions] of Object.entries(ACTIONS)) {
    const endpoint = `${portal}/api/biot/${name}/${secret}`
    for (const entityTypeName of KINDS) {
      for (const actionName of actions) {
        const hook = { entityTypeName, actionName, endpoint }
        const path = "/dispatcher/v1/hooks/notifications/subscribe"
        const { ok, status } = await post(path, hook, accessToken)
        // 409: it was there all the time.
        if (!ok && status !== 409) throw new Error(`${entityTypeName} ${actionName}: ${status}`)
      }
    }
  }
}

export type Simulator = ReturnType<typeof simulatorAt>

/** BioT and the phones, as the tests reach them: over HTTP. */
export function simulatorAt(address: string) {
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${address}/simulator${path}`, {
      method,
      ...(body
        ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } }
        : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`)
    return (response.status === 204 ? null : await response.json()) as T
  }

  return {
    address,
    register: (portal: string, secret: string) => registerAll(address, portal, secret),
    settings: (patch: {
      idMode?: "H1" | "H2" | "H3"
      ratePerSecond?: number
      smsProviderConfigured?: boolean
      withdrawnScopes?: string[]
    }) => call("POST", "/settings", patch),
    async person(role: string, organization: string): Promise<Person> {
      const { people } = await call<{ people: Person[] }>("GET", "/people")
      const found = people.find((one) => one.role === role && one.organization === organization)
      if (!found) throw new Error(`The simulator knows no ${role} of ${organization}.`)
      return found
    },
    /** Somebody of the first organization's, new at BioT, who signs in with this password. */
    async newPerson({ entity = {}, login = {} }: { entity?: object; login?: object }) {
      const person = { username: `${randomUUID()}@lakeside.example`, password: "e2e-password" }
      const kind = "organization-user"
      await call("POST", "/people/upsert", { kind, entity, login: { ...person, ...login } })
      return person
    },
    upsert: (kind: "patient", entity: object) => call("POST", "/people/upsert", { kind, entity }),
    remove: (id: string) => call("DELETE", `/people/${id}`),
    async messagesOf(number: string): Promise<PhoneMessage[]> {
      const path = `/phones/${encodeURIComponent(number)}/messages`
      return (await call<{ messages: PhoneMessage[] }>("GET", path)).messages
    },
    /** A phone texts its static number. */
    text: (number: string, body: string) =>
      call<{ delivered: boolean; reason?: string }>(
        "POST",
        `/phones/${encodeURIComponent(number)}/messages`,
        { body },
      ),
    fault: (fault: Fault) => call("POST", "/faults", fault),
    clearFaults: () => call("DELETE", "/faults"),
    async token(
      options: { expiresInSeconds?: number; alg?: string; key?: string; claims?: object } = {},
    ) {
      return (await call<{ jwt: string }>("POST", "/tokens", options)).jwt
    },
  }
}
