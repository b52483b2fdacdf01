import { verifyPluginToken } from "@/lib/biot/plugin-token"
import { selfTestProof } from "@/lib/connection/self-test"
import { ACCEPTED, tallyCall } from "@/lib/connection/tally"
import { receivePeopleCall } from "@/lib/directory/receive"
import { env } from "@/lib/env"
import { log } from "@/lib/log"
import { admitted, isSecret, readGuarded } from "@/lib/replies/guard"

export const dynamic = "force-dynamic"

const SENTENCES = {
  400: "The body is not JSON.",
  401: "The jwt was not accepted.",
  404: "There is nothing here.",
  413: "The body is longer than 64 KiB.",
  415: "The content type must be application/json.",
  503: "The person could not be read from BioT now. The next pull brings them.",
} as const

/** BioT calls this when a person was made, changed, disabled or deleted: we then ask for them. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ secret: string }> },
): Promise<Response> {
  if (!isSecret((await params).secret, env().PLUGIN_SECRET)) return refuse(404, "secret")
  return (await admitted(() => take(request))) ?? refuse(503, "busy")
}

async function take(request: Request): Promise<Response> {
  const body = await readGuarded(request)
  if (!body.ok) return refuse(body.status, String(body.status))
  const proof = selfTestProof(body.json, env().PLUGIN_SECRET)
  if (proof) return answer(401, { proof })
  const token = await verifyPluginToken(jwtOf(body.json))
  if (!token.ok) return refuse(token.reason === "key_unavailable" ? 503 : 401, token.reason)
  try {
    const received = await receivePeopleCall(body.json)
    tallyCall("people", ACCEPTED, Date.now())
    return answer(200, received)
  } catch (error) {
    log.error({ err: error }, "a person whom BioT changed could not be read")
    return refuse(503, "not_read")
  }
}

function jwtOf(json: unknown): unknown {
  return typeof json === "object" && json !== null && "jwt" in json ? json.jwt : undefined
}

function refuse(status: keyof typeof SENTENCES, reason: string): Response {
  tallyCall("people", reason, Date.now())
  return answer(status, { error: { status, reason, sentence: SENTENCES[status] } })
}

function answer(status: number, body: unknown): Response {
  const headers = { "cache-control": "no-store", ...(status === 503 ? { "retry-after": "5" } : {}) }
  return Response.json(body, { status, headers })
}
