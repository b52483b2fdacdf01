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
