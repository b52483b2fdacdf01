import { afterAll, beforeAll, beforeEach } from "vitest"
import { login } from "@/lib/biot/people"
import { forgetPublicKeys } from "@/lib/biot/public-key"
import { forgetServiceToken, serviceToken } from "@/lib/biot/service-token"
import { type RunningSimulator, startSimulator } from "../simulator"
import { testEnvironment } from "../stub-server"

export const MFA_PHONE = "+12025550177"
const MFA_PERSON = { username: "second.step@example.org", password: "a-password" }

/** The simulator in BioT's place for the calling file, without trouble before each of its tests. */
export function contractWorld() {
  let simulator: RunningSimulator

  beforeAll(async () => {
    simulator = await startSimulator()
    testEnvironment({ BIOT_BASE_URL: simulator.url })
    await upsert("organization-user", {
      entity: {
        _name: { firstName: "Sam", lastName: "Step" },
        _phone: MFA_PHONE,
        _mfa: { enabled: true },
      },
      login: MFA_PERSON,
    })
  })
  afterAll(() => simulator?.stop())
  beforeEach(async () => {
    await calm()
    forgetPublicKeys()
    forgetServiceToken()
    await serviceToken()
  })

  const upsert = (kind: string, person: { entity: object; login?: object }) =>
    simulator.control<{ entity: Record<string, unknown> }>("POST", "/simulator/people/upsert", {
      ...{ kind, ...person },
    })
  const settings = (patch: object) => simulator.control("POST", "/simulator/settings", patch)
  async function calm() {
    await simulator.control("DELETE", "/simulator/faults")
    const lifetimes = { accessTokenSeconds: 1_800, refreshTokenSeconds: 86_400, mfaSeconds: 300 }
    const rest = { withdrawnScopes: [], smsProviderConfigured: true, serviceLocked: false }
    await settings({ ratePerSecond: 1_000, ...lifetimes, ...rest })
  }

  return {
    simulator: () => simulator,
    ...{ upsert, settings, calm },
    fault: (fault: object) => simulator.control("POST", "/simulator/faults", fault),
    rotateKeys: () => simulator.control("POST", "/simulator/keys/rotate"),
    makeToken: async (wish: object = {}) =>
      (await simulator.control<{ jwt: string }>("POST", "/simulator/tokens", wish)).jwt,
    async textsTo(number: string): Promise<string[]> {
      const path = `/simulator/phones/${encodeURIComponent(number)}/messages`
      type Texts = { messages: { body: string }[] }
      return (await simulator.control<Texts>("GET", path)).messages.map(({ body }) => body)
    },
    async staffMember(role = "admin") {
      type People = { people: { role: string; username: string; password: string }[] }
      const { people } = await simulator.control<People>("GET", "/simulator/people")
      const found = people.find((person) => person.role === role)
      if (!found) throw new Error(`no ${role}`)
      return found
    },
    async session(role?: string) {
      const { username, password } = await this.staffMember(role)
      const session = await login(username, password)
      if (!session.ok) throw new Error(session.reason)
      return session
    },
    /** The first step of a sign-in that needs a second, and the code that was texted. */
    async firstStep() {
      const first = await login(MFA_PERSON.username, MFA_PERSON.password)
      if (first.ok || first.reason !== "mfa_required") throw new Error("no second step was asked")
      const code = (await this.textsTo(MFA_PHONE)).at(-1)?.match(/\d{6}/)?.[0] ?? ""
      return { ...first, code }
    },
  }
}

export type ContractWorld = ReturnType<typeof contractWorld>
