/**
 * Whether a state-changing request came from our own pages. A missing Origin is refused unless the
 * browser itself says `Sec-Fetch-Site: same-origin`.
 */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get("origin")
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin"
  const host = headers.get("x-forwarded-host") ?? headers.get("host")
  if (!URL.canParse(origin)) return false
  return new URL(origin).host === host
}
