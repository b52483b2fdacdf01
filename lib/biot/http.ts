import "server-only"
import { z } from "zod"
import { env } from "@/lib/env"
import { SECOND_MS } from "@/lib/time"
import { BiotError } from "./error"
import { ExchangeError, exchange, type RawAnswer } from "./exchange"
import { traceparent } from "./trace"

export const DEFAULT_TIMEOUT_MS = 10 * SECOND_MS
const MAX_ANSWER_BYTES = 8 * 1024 * 1024

export type BiotRequest<T> = {
  method: "GET" | "POST"
  /** From the service's name on: `/ums/v2/users/login`. */
  path: string
  query?: Record<string, string>
  body?: unknown
  /** An access token, without `Bearer`. */
  token?: string | null
  answer: z.ZodType<T>
  timeoutMs?: number
  traceId?: string | null
}

const errorSchema = z.object({
  code: z.string().nullish().catch(null),
  details: z.record(z.string(), z.unknown()).nullish().catch(null),
})

/**
 * One call to BioT, once. Gives the parsed answer or throws `BiotError`, whose kind says whether
 * BioT may have acted. An empty answer is `undefined` to the schema.
 */
export async function callBiot<T>(wanted: BiotRequest<T>): Promise<T> {
  const call = `${wanted.method} ${wanted.path}`
  const { status, text } = await send(wanted, call)
  const json = parseJson(text)
  if (status >= 400 && status < 500) {
    const said = errorSchema.safeParse(json.value).data
    const details = said?.details ?? {}
    throw new BiotError({ kind: "refused", call, status, code: said?.code ?? null, details })
  }
  if (status < 200 || status >= 300) {
    const code = errorSchema.safeParse(json.value).data?.code ?? null
    throw new BiotError({ kind: "ambiguous", call, status, code })
  }
  const parsed = json.ok ? wanted.answer.safeParse(json.value) : null
  if (!parsed?.success) {
    const where = parsed?.error.issues.map((issue) => issue.path.join(".") || "answer").join(" ")
    throw new BiotError({ kind: "bad_shape", call, status, code: where ?? "NOT_JSON" })
  }
  return parsed.data
}

async function send(wanted: BiotRequest<unknown>, call: string): Promise<RawAnswer> {
  const url = new URL(`${env().BIOT_BASE_URL}${wanted.path}`)
  for (const [name, value] of Object.entries(wanted.query ?? {})) url.searchParams.set(name, value)
  const body = wanted.body === undefined ? null : JSON.stringify(wanted.body)
  const attempt = (freshConnection: boolean) =>
    exchange({
      method: wanted.method,
      url,
      headers: headersOf(wanted, body),
      body,
      timeoutMs: wanted.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
      freshConnection,
    })
  try {
    // What must not be done twice never travels on a connection that may just be closing.
    if (wanted.method === "POST") return await attempt(true)
    return await attempt(false).catch((error) => {
      if (error instanceof ExchangeError && error.code === "ECONNRESET") return attempt(true)
      throw error
    })
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error
    const kind = error.hasLeft ? "ambiguous" : "unreachable"
    throw new BiotError({ kind, call, code: error.code, cause: error.cause })
  }
}

function headersOf(wanted: BiotRequest<unknown>, body: string | null): Record<string, string> {
  return {
    accept: "application/json",
    traceparent: traceparent(wanted.traceId),
    ...(wanted.token ? { authorization: `Bearer ${wanted.token}` } : {}),
    ...(body === null
      ? {}
      : { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) }),
  }
}

function parseJson(text: string): { ok: boolean; value: unknown } {
  if (text.trim() === "") return { ok: true, value: undefined }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false, value: undefined }
  }
}
