import { randomBytes } from "node:crypto"

const TRACE_ID = /^[0-9a-f]{32}$/
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/
const NO_TRACE = "0".repeat(32)
const TRACE_BYTES = 16
const SPAN_BYTES = 8

/**
 * The 32 hex digits of a trace, from any of the forms seen: a W3C traceparent, the digits alone,
 * a UUID. Null when it is absent or neither.
 */
export function normaliseTraceId(value: unknown): string | null {
  if (typeof value !== "string") return null
  const text = value.trim().toLowerCase()
  const id = TRACEPARENT.exec(text)?.[1] ?? text.replaceAll("-", "")
  return TRACE_ID.test(id) && id !== NO_TRACE ? id : null
}

/** A W3C `traceparent` for one call: the given trace, or a new one when it is not a trace id. */
export function traceparent(traceId?: string | null): string {
  const trace = normaliseTraceId(traceId) ?? randomBytes(TRACE_BYTES).toString("hex")
  return `00-${trace}-${randomBytes(SPAN_BYTES).toString("hex")}-01`
}
