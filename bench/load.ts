import http from "node:http"
import { percentile } from "./figures"

const MAX_REQUESTS = 20_000
const MAX_CONNECTIONS = 64
const MAX_MS = 120_000
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"])

export type Shot = { body?: string; headers?: Record<string, string> }
export type LoadResult = {
  requests: number
  /** Answers per second, from the first request to the last answer. */
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** Answers other than 200, and requests that got none, by status (0: no answer). */
  refused: Record<string, number>
}
export type Answer = { status: number; ms: number; text: string }

const now = () => performance.now()

/** One request over a connection of `agent`, its answer read to the end. Status 0: no answer. */
export function shoot(agent: http.Agent, url: URL, shot: Shot): Promise<Answer> {
  const startedAt = now()
  return new Promise((resolve) => {
    const fail = () => resolve({ status: 0, ms: now() - startedAt, text: "" })
    const { body, headers = {} } = shot
    const sent = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }
    const options = {
      agent,
      method: body === undefined ? "GET" : "POST",
      headers: { ...headers, ...sent },
      timeout: MAX_MS,
    }
    const request = http.request(url, options, (response) => {
      const parts: Buffer[] = []
      response.on("data", (part: Buffer) => parts.push(part))
      response.on("error", fail)
      response.on("end", () => {
        const text = Buffer.concat(parts).toString()
        resolve({ status: response.statusCode ?? 0, ms: now() - startedAt, text })
      })
    })
    request.on("timeout", () => request.destroy())
    request.on("error", fail)
    request.end(body)
  })
}

/**
 * Fires every shot once at `url` over `connections` connections that are kept open, each waiting
 * for its answer before the next. Only at this machine, and never more than the limits above.
 */
export async function fire(
  url: string,
  shots: readonly Shot[],
  connections: number,
): Promise<LoadResult> {
  const target = new URL(url)
  if (!LOOPBACK.has(target.hostname)) throw new Error("Load is only for this machine.")
  if (shots.length > MAX_REQUESTS || connections > MAX_CONNECTIONS) {
    throw new Error(`At most ${MAX_REQUESTS} requests over ${MAX_CONNECTIONS} connections.`)
  }
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections })
  const answers: Answer[] = []
  const startedAt = now()
  let next = 0
  const worker = async () => {
    while (next < shots.length && now() - startedAt < MAX_MS) {
      const shot = shots[next++]
      if (shot) answers.push(await shoot(agent, target, shot))
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  const seconds = (now() - startedAt) / 1000
  agent.destroy()
  return summarize(answers, shots.length, seconds)
}

function summarize(answers: readonly Answer[], asked: number, seconds: number): LoadResult {
  const refused: Record<string, number> = {}
  for (const { status } of answers) {
    if (status !== 200) refused[status] = (refused[status] ?? 0) + 1
  }
  if (answers.length < asked) refused.unsent = asked - answers.length
  const times = answers.map(({ ms }) => ms)
  return {
    requests: answers.length,
    perSecond: answers.length / seconds,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    refused,
  }
}
