import type { Context } from "hono"
import { streamSSE } from "hono/streaming"

const HEARTBEAT_MS = 15_000

export type LiveEvent =
  | { type: "message"; number: string; message: object }
  | { type: "phones" }
  | { type: "trouble" }

type Viewer = { push: (event: LiveEvent) => void; end: () => void }

/** Fans what happens on the phones out to the pages that are open. */
export class Live {
  private readonly viewers = new Set<Viewer>()

  publish(event: LiveEvent) {
    for (const viewer of this.viewers) viewer.push(event)
  }

  /** An open stream would keep the server from stopping. */
  close() {
    for (const viewer of this.viewers) viewer.end()
  }

  stream(c: Context) {
    return streamSSE(c, async (stream) => {
      await new Promise<void>((resolve) => {
        const send = (event: string, data: string) => {
          stream.writeSSE({ event, data }).catch(finish)
        }
        const heartbeat = setInterval(() => send("heartbeat", "{}"), HEARTBEAT_MS)
        const viewer: Viewer = {
          push: (event) => send(event.type, JSON.stringify(event)),
          end: () => finish(),
        }
        const finish = () => {
          clearInterval(heartbeat)
          this.viewers.delete(viewer)
          resolve()
        }
        this.viewers.add(viewer)
        stream.onAbort(finish)
        send("ready", "{}")
      })
    })
  }
}
