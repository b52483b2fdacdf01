import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external"
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external"
import { HeadersAdapter } from "next/dist/server/web/spec-extension/adapters/headers"
import { RequestCookies, ResponseCookies } from "next/dist/server/web/spec-extension/cookies"
import { encode } from "next-auth/jwt"
import type { ArrangedStaff } from "./fixtures"

const COOKIE = "doseline.session"
const HOST = "portal.test"

export type Asking = {
  /** Nobody is signed in when it is null. */
  as: ArrangedStaff | null
  headers?: Record<string, string>
}

/** The headers of a request from the portal's own page, with the session cookie as sign-in sets it. */
async function headersOf({ as, headers = {} }: Asking): Promise<Headers> {
  const sent = new Headers({ host: HOST, origin: `http://${HOST}`, ...headers })
  if (!as) return sent
  const { staffId, organizationId, sessionId } = as
  const secret = process.env.NEXTAUTH_SECRET ?? ""
  const token = await encode({ token: { staffId, organizationId, sessionId }, secret })
  sent.set("cookie", `${COOKIE}=${token}`)
  return sent
}

/**
 * Runs `work` where Next would: `headers()` and `cookies()` give the asker's, and next-auth opens
 * the real cookie. Only Next's own storage of the request is filled by hand; nothing is mocked.
 */
export async function withinRequest<T>(asking: Asking, work: () => Promise<T>): Promise<T> {
  const headers = await headersOf(asking)
  const answered = new ResponseCookies(new Headers())
  const unit = {
    type: "request",
    phase: "action",
    url: { pathname: "/", search: "" },
    headers: HeadersAdapter.seal(headers),
    cookies: new RequestCookies(headers),
    mutableCookies: answered,
    userspaceMutableCookies: Object.assign(new RequestCookies(headers), { set: () => answered }),
  }
  type Unit = Parameters<typeof workUnitAsyncStorage.run>[0]
  type Store = Parameters<typeof workAsyncStorage.run>[0]
  // Of the two stores, these are the fields that the request's functions read; Next exports no
  // type with only those, hence the casts.
  const store = { route: "/", forceStatic: false, dynamicShouldError: false }
  return workAsyncStorage.run(store as unknown as Store, () =>
    workUnitAsyncStorage.run(unit as unknown as Unit, work),
  )
}
