import "server-only"
import type { PluginEndpoint } from "@/db/enums"
import { verifyPluginToken } from "@/lib/biot/plugin-token"
import { env } from "@/lib/env"
import { log } from "@/lib/log"
import type { Instant } from "@/lib/time"
import { admitted, isSecret, readGuarded } from "./guard"
import { selfTestProof } from "./self-test"
import { ACCEPTED, tallyCall } from "./tally"

type Handler = (
  request: Request,
  context: { params: Promise<{ secret: string }> },
) => Promise<Response>

type Wish = {
  /** What becomes of an authenticated call; its answer is told to BioT. */
  receive: (payload: unknown, now: Instant) => Promise<unknown>
  /** When it throws: a sentence for the caller, a code for the tally, words for the log. */
  failed: { sentence: string; reason: string; log: string }
}

/**
 * An address that BioT calls: path secret, type, size and token are checked before anything is done,
 * in that order, and each refusal is counted. Source: design 3-replies, The pipeline.
 */
export function pluginEndpoint(endpoint: PluginEndpoint, { receive, failed }: Wish): Handler {
  const refuse = (status: keyof typeof SENTENCES | 503, reason: string) => {
    tallyCall(endpoint, reason, Date.now())
    const sentence = status === 503 ? failed.sentence : SENTENCES[status]
    return answer(status, { error: { status, reason, sentence } })
  }
  async function take(request: Request): Promise<Response> {
    const body = await readGuarded(request)
    if (!body.ok) return refuse(body.status, String(body.status))
    const proof = selfTestProof(body.json, env().PLUGIN_SECRET)
    if (proof) return answer(401, { proof })
    const token = await verifyPluginToken(jwtOf(body.json))
    if (!token.ok) return refuse(token.reason === "key_unavailable" ? 503 : 401, token.reason)
    try {
      const received = await receive(body.json, Date.now())
      tallyCall(endpoint, ACCEPTED, Date.now())
      return answer(200, received)
    } catch (error) {
      log.error({ err: error }, failed.log)
      return refuse(503, failed.reason)
    }
  }
  return async (request, { params }) => {
    if (!isSecret((await params).secret, env().PLUGIN_SECRET)) return refuse(404, "secret")
    return (await admitted(() => take(request))) ?? refuse(503, "busy")
  }
}

const SENTENCES = {
  400: "The body is not JSON.",
  401: "The jwt was not accepted.",
  404: "There is nothing here.",
  413: "The body is longer than 64 KiB.",
  415: "The content type must be application/json.",
} as const

function jwtOf(json: unknown): unknown {
  return typeof json === "object" && json !== null && "jwt" in json ? json.jwt : undefined
}

function answer(status: number, body: unknown): Response {
  const headers = { "cache-control": "no-store", ...(status === 503 ? { "retry-after": "5" } : {}) }
  return Response.json(body, { status, headers })
}
