import "server-only"
import { isPassing } from "@/db/passing"
import { apiContextOf } from "@/lib/api-tokens/check"
import type { ApiContext } from "@/lib/auth/context"
import { log } from "@/lib/log"
import { rateLimit } from "@/lib/rate-limit"
import { MINUTE_MS, SECOND_MS } from "@/lib/time"
import { FhirRefusal, operationOutcome, type Refusal } from "./outcome"

const REQUESTS_PER_MINUTE = 600
const requests = rateLimit({ most: REQUESTS_PER_MINUTE, periodMs: MINUTE_MS })

/** Tokens are too long to be guessed; this tells whoever brings wrong ones to stop. */
const FAILURES_PER_MINUTE = 30
const failures = rateLimit({ most: FAILURES_PER_MINUTE, periodMs: MINUTE_MS })

const FHIR_JSON = "application/fhir+json; charset=utf-8"
const FORMATS = ["json", "application/json", "application/fhir+json"]
const ACCEPTED = [...FORMATS, "text/json", "application/*", "*/*"]

type RouteContext<P> = { params: Promise<P> }

/**
 * Wraps a read of the FHIR API: its form, the token and the token's pace are checked, then `read`
 * runs, and what it throws becomes an OperationOutcome. Nobody caches an answer.
 */
export function fhirHandler<P>(
  read: (ctx: ApiContext, request: Request, params: P) => Promise<unknown>,
): (request: Request, context: RouteContext<P>) => Promise<Response> {
  return async (request, context) => {
    let traceId: string | undefined
    try {
      refuseOtherFormats(request)
      const ctx = await contextOf(request)
      traceId = ctx.traceId
      keepPace(ctx)
      return answer(200, await read(ctx, request, await context.params))
    } catch (error) {
      return refused(refusalOf(error, traceId))
    }
  }
}

/**
 * Whose token it is. Many systems may share an address: wrong tokens from it keep only others that
 * are wrong waiting.
 */
async function contextOf(request: Request): Promise<ApiContext> {
  const ctx = await apiContextOf(request, Date.now())
  if (ctx) return ctx
  const address = addressOf(request)
  const waitMs = address === null ? null : failures.waitFor(address, Date.now())
  if (waitMs !== null) throw throttled("Too many tokens from here were not valid.", waitMs)
  throw new FhirRefusal(401, "login", "A valid token is needed.")
}

/**
 * Where a request comes from: what the last proxy saw, or else Next, which writes the socket's
 * address here; what stands before that is the caller's own word.
 */
function addressOf(request: Request): string | null {
  return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null
}

/** Wraps what anybody may read. */
export function openFhirHandler(read: () => unknown): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      refuseOtherFormats(request)
      return answer(200, read())
    } catch (error) {
      return refused(refusalOf(error, undefined))
    }
  }
}

/** `_format` outranks Accept. Source: R4 http, Content Types. */
function refuseOtherFormats(request: Request): void {
  const format = new URL(request.url).searchParams.get("_format")
  const accepts = (request.headers.get("accept") ?? "*/*")
    .split(",")
    .map((each) => each.split(";")[0]?.trim().toLowerCase() ?? "")
  const isFine =
    format === null
      ? accepts.some((each) => each === "" || ACCEPTED.includes(each))
      : FORMATS.includes(format.split(";")[0]?.trim().replace("fhir json", "fhir+json") ?? "")
  if (!isFine) throw new FhirRefusal(406, "not-supported", "Answers are JSON only.")
}

function keepPace(ctx: ApiContext): void {
  const waitMs = requests.waitFor(ctx.tokenId, Date.now())
  if (waitMs === null) return
  throw throttled(`A token may ask ${REQUESTS_PER_MINUTE} times a minute.`, waitMs)
}

const throttled = (sentence: string, waitMs: number) =>
  new FhirRefusal(429, "throttled", sentence, Math.ceil(waitMs / SECOND_MS))

/** Of an unknown error nothing is told but that there was one. */
function refusalOf(error: unknown, traceId: string | undefined): Refusal {
  if (error instanceof FhirRefusal) return error.refusal
  log.error({ err: error, traceId }, "a FHIR request failed")
  if (isPassing(error)) {
    const sentence = "The database does not answer right now. Try again in a minute."
    return { status: 503, code: "transient", sentence, retryAfter: 60 }
  }
  return { status: 500, code: "exception", sentence: "This did not work. Nothing was changed." }
}

function refused(refusal: Refusal): Response {
  const response = answer(refusal.status, operationOutcome(refusal))
  if (refusal.status === 401) response.headers.set("www-authenticate", "Bearer")
  if (refusal.retryAfter) response.headers.set("retry-after", String(refusal.retryAfter))
  return response
}

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": FHIR_JSON,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  })
}
