import http from "node:http"
import { shoot } from "./load"
import type { Product } from "./product"

/** As the browser does: at once after a quiet moment, else gathered into one read. */
const ONE_STEP_MS = 25
const GATHER_MS = 250

export type Viewers = { refetched: () => number; close: () => void }

/**
 * Holds the stream of live events open as often, and reads the patient's timeline again after each
 * change of the patient, as so many open pages do. Resolves when every stream is open.
 */
export async function openViewers(
  product: Product,
  patientId: string,
  count: number,
): Promise<Viewers> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 * count + 1 })
  const cookie = `${product.cookie.name}=${product.cookie.value}`
  const headers = { cookie, "accept-encoding": "gzip" }
  const timeline = new URL(`${product.portal}/api/patients/${patientId}/timeline?days=30`)
  const streams: http.ClientRequest[] = []
  let refetched = 0
  const view = () =>
    new Promise<void>((resolve, reject) => {
      let isStale = false
      let renewedAt = 0
      const renew = async () => {
        isStale = false
        renewedAt = Date.now()
        const { status } = await shoot(agent, timeline, { headers })
        if (status === 200) refetched += 1
      }
      const request = http.get(`${product.portal}/api/live`, { agent, headers }, (stream) => {
        if (stream.statusCode !== 200)
          reject(new Error(`The stream answered ${stream.statusCode}.`))
        stream.setEncoding("utf8")
        stream.on("data", (text: string) => {
          if (/event: (ready|resync)/.test(text)) resolve()
          if (isStale || !text.includes(patientId)) return
          isStale = true
          setTimeout(renew, Math.max(ONE_STEP_MS, renewedAt + GATHER_MS - Date.now()))
        })
        stream.on("error", () => {})
      })
      request.on("error", reject)
      streams.push(request)
    })
  await Promise.all(Array.from({ length: count }, view))
  return {
    refetched: () => refetched,
    close: () => {
      for (const stream of streams) stream.destroy()
      agent.destroy()
    },
  }
}
