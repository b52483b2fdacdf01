import http from "node:http"
import https from "node:https"

const IDLE_SOCKETS = 16
const agents = {
  "http:": new http.Agent({ keepAlive: true, maxFreeSockets: IDLE_SOCKETS }),
  "https:": new https.Agent({ keepAlive: true, maxFreeSockets: IDLE_SOCKETS }),
}

export type Exchange = {
  method: string
  url: URL
  headers: Record<string, string>
  body: string | null
  /** For the whole exchange, connecting included. */
  timeoutMs: number
  maxBytes: number
  /** Never an idle connection, which the other side may be closing at this very moment. */
  freshConnection: boolean
}

export type RawAnswer = { status: number; text: string }

/** A failed exchange. `hasLeft` false: not one byte of the request was handed to a connection. */
export class ExchangeError extends Error {
  readonly hasLeft: boolean
  readonly code: string

  constructor(code: string, hasLeft: boolean, cause?: unknown) {
    super(code, { cause })
    this.name = "ExchangeError"
    this.code = code
    this.hasLeft = hasLeft
  }
}

/**
 * One HTTP exchange; throws `ExchangeError`. It is `node:http` and not `fetch`, which does not tell
 * whether a request had left when it failed, and which Next replaces by a caching one.
 */
export function exchange(wanted: Exchange): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const isTls = wanted.url.protocol === "https:"
    const request = (isTls ? https : http).request(wanted.url, {
      method: wanted.method,
      headers: wanted.headers,
      agent: wanted.freshConnection ? false : agents[isTls ? "https:" : "http:"],
    })
    let hasLeft = false
    const deadline = setTimeout(() => fail("TIMEOUT"), wanted.timeoutMs)
    const fail = (code: string, cause?: unknown) => {
      clearTimeout(deadline)
      reject(new ExchangeError(code, hasLeft, cause))
      request.destroy()
    }
    request.once("socket", (socket) => {
      if (request.reusedSocket) hasLeft = true
      else
        socket.once(isTls ? "secureConnect" : "connect", () => {
          hasLeft = true
        })
    })
    request.on("error", (error) => fail(codeOf(error), error))
    request.once("response", (response) => {
      readText(response, wanted.maxBytes)
        .then((text) => {
          clearTimeout(deadline)
          resolve({ status: response.statusCode ?? 0, text })
        })
        .catch((error) => fail(codeOf(error), error))
    })
    request.end(wanted.body ?? undefined)
  })
}

async function readText(response: http.IncomingMessage, maxBytes: number): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response) {
    size += part.length
    if (size > maxBytes) throw Object.assign(new Error("answer too long"), { code: "TOO_LONG" })
    parts.push(part)
  }
  return Buffer.concat(parts).toString("utf8")
}

function codeOf(error: unknown): string {
  // Several addresses tried in vain come as one error that holds them all.
  const first = error instanceof AggregateError ? (error.errors[0] ?? error) : error
  const code = first instanceof Error && "code" in first ? first.code : null
  return typeof code === "string" ? code : "NETWORK"
}
