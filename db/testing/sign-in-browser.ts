import { NextRequest } from "next/server"
import { withinRequest } from "./request-scope"

type Handler = (
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
) => Promise<Response>

const PORTAL = "http://portal.test"

/**
 * A browser that signs in by next-auth's own handlers: it keeps cookies, brings the token against
 * forged posts, and reads the error as the sign-in page does. `cookies` is there to tamper with.
 */
export function signInBrowser({ GET, POST }: { GET: Handler; POST: Handler }) {
  const cookies = new Map<string, string>()

  const ask = async (handler: Handler, path: string, form?: URLSearchParams) => {
    const cookie = [...cookies].map((pair) => pair.join("=")).join("; ")
    const headers = { cookie, "content-type": "application/x-www-form-urlencoded" }
    const init = form ? { method: "POST", headers, body: form.toString() } : { headers }
    const request = new NextRequest(`${PORTAL}/api/auth/${path}`, init)
    const params = Promise.resolve({ nextauth: path.split("/") })
    const scope = { as: null, headers: { cookie } }
    const answer = await withinRequest(scope, () => handler(request, { params }))
    const set = answer.headers.getSetCookie()
    for (const each of set) keep(each)
    return { status: answer.status, set, json: await answer.json() }
  }

  const keep = (header: string) => {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(header) ?? []
    if (value === "" || /Max-Age=0/.test(header)) cookies.delete(name)
    else cookies.set(name, value)
  }

  /** One step of signing in: `error` as the page reads it, null when signed in. */
  const step = async (fields: Record<string, string>) => {
    const csrf = await ask(GET, "csrf")
    const form = new URLSearchParams({ ...fields, csrfToken: csrf.json.csrfToken, json: "true" })
    const answer = await ask(POST, "callback/credentials", form)
    const error = new URL(answer.json.url, PORTAL).searchParams.get("error")
    return { status: answer.status, set: answer.set, error, text: JSON.stringify(answer.json) }
  }

  return { cookies, step }
}
