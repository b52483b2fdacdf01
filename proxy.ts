import { type NextRequest, NextResponse } from "next/server"

const isDevelopment = process.env.NODE_ENV === "development"

function contentSecurityPolicy(nonce: string): string {
  const script = isDevelopment ? "'unsafe-eval'" : ""
  const style = isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${script}`.trim(),
    `style-src 'self' ${style}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ")
}

/** Headers for every page. A convenience and never the wall: pages check the session themselves. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64")
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set("x-nonce", nonce)
  headers.set("content-security-policy", policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set("content-security-policy", policy)
  response.headers.set("cache-control", "no-store")
  response.headers.set("referrer-policy", "same-origin")
  response.headers.set("x-content-type-options", "nosniff")
  if (request.nextUrl.pathname === "/sign-in" && request.nextUrl.searchParams.has("ended")) {
    response.headers.set("clear-site-data", '"cache"')
  }
  return response
}

export const config = { matcher: ["/((?!api/|_next/|icon).*)"] }
