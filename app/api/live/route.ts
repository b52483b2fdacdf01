import { errorInWords } from "@/lib/auth/action"
import { staffFor, staffOrThrow } from "@/lib/auth/session"
import { httpStatus } from "@/lib/errors"
import { type LiveSignal, listen } from "@/lib/live/listen"
import type { LivePresence } from "@/lib/live/publish"
import { SECOND_MS } from "@/lib/time"

const HEARTBEAT_MS = 20 * SECOND_MS
/** Whoever reads no more would have the server keep all that is told; a browser connects again. */
const MOST_UNREAD = 1_000

/** Server-sent events of the viewer's organization: what changed, by ids, never what it says. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await staffOrThrow({ touch: false })
    return new Response(stream(request.signal, ctx), {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    })
  } catch (error) {
    const words = errorInWords(error)
    const headers = { "cache-control": "no-store" }
    return Response.json({ error: words }, { status: httpStatus(words.code), headers })
  }
}

function stream(
  signal: AbortSignal,
  viewer: { organizationId: string; staffId: string; sessionId: string },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let end = () => {}
  let isOver = false
  let isCancelled = false
  return new ReadableStream({
    start(controller) {
      const write = (text: string) => {
        controller.enqueue(encoder.encode(text))
        if ((controller.desiredSize ?? 0) < -MOST_UNREAD) end()
      }
      const send = (event: string, data: unknown) =>
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      const check = async () => {
        const still = await staffFor(viewer, Date.now(), { touch: false }).catch(() => "unknown")
        if (still === null) end()
      }
      const tellPresence = ({ staffId, ...presence }: LivePresence) => {
        if (staffId !== viewer.staffId) send("presence", { staffId, ...presence })
      }
      const heard = (live: LiveSignal) => {
        if (live === "closing") return end()
        if (typeof live === "string") return send(live, {})
        if (live.organizationId !== viewer.organizationId) return
        if (live.topic === "staff") void check()
        if (live.topic === "presence") return tellPresence(live.presence)
        send("change", { topic: live.topic, patientId: live.patientId })
      }
      const stopListening = listen(heard)
      const heartbeat = setInterval(async () => {
        await check()
        if (!isOver) write(": still here\n\n")
      }, HEARTBEAT_MS)
      end = () => {
        end = () => {}
        isOver = true
        stopListening()
        clearInterval(heartbeat)
        if (!isCancelled) controller.close()
      }
      signal.addEventListener("abort", () => end())
    },
    cancel() {
      isCancelled = true
      end()
    },
  })
}
