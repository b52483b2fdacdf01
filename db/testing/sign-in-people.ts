import { randomUUID } from "node:crypto"
import type { directoryWorld } from "./directory-world"
import { newPhone } from "./fixtures"
import { signInBrowser } from "./sign-in-browser"

type Fields = { kind?: string; entity?: object; login?: object }

export const TEST_PASSWORD = "a-password-of-tests"

/** Makes people at the simulator, each with a browser to sign in with. */
export function signInPeople(
  world: ReturnType<typeof directoryWorld>,
  handlers: Parameters<typeof signInBrowser>[0],
) {
  async function someone({ kind = "organization-user", entity = {}, login = {} }: Fields = {}) {
    const username = `${randomUUID()}@lakeside.example`
    const phone = newPhone()
    const name = { _name: { firstName: "Robin", lastName: "Vale" }, _phone: phone }
    const template = { _template: { name: "OrganizationUser" } }
    const made = await world
      .simulator()
      .control<{ entity: { _id: string } }>(...(["POST", "/simulator/people/upsert"] as const), {
        kind,
        entity: { ...name, ...template, ...entity },
        login: { username, password: TEST_PASSWORD, ...login },
      })
    const browser = signInBrowser(handlers)
    const first = () => browser.step({ username, password: TEST_PASSWORD })
    return { id: made.entity._id, username, phone, ...browser, first }
  }

  async function codesOn(phone: string): Promise<string[]> {
    const path = `/simulator/phones/${encodeURIComponent(phone)}/messages`
    const { messages } = await world
      .simulator()
      .control<{ messages: { body: string }[] }>("GET", path)
    return messages.map(({ body }) => /\d{6}/.exec(body)?.[0] ?? "")
  }

  return {
    someone,
    withMfa: (entity: object = {}) => someone({ entity: { _mfa: { enabled: true }, ...entity } }),
    codesOn,
    lastCode: async (phone: string) => (await codesOn(phone)).at(-1) ?? "",
  }
}
