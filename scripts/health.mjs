import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

const SECOND_MS = 1000
const REQUEST_TIMEOUT_MS = 5 * SECOND_MS
const POLL_MS = 100

/**
 * @typedef {{ answered: boolean, healthy: boolean, body: string }} Answer
 */

/** @param {string} url @returns {Promise<Answer>} */
async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) })
    return { answered: true, healthy: response.ok, body: (await response.text()).slice(0, 1000) }
  } catch {
    return { answered: false, healthy: false, body: "" }
  }
}

/**
 * Asks until the answer is 2xx or the time is over.
 * @param {string} url
 * @param {{ timeoutMs: number }} options
 * @returns {Promise<Answer>} the last answer
 */
export async function untilHealthy(url, { timeoutMs }) {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const answer = await ask(url)
    if (answer.healthy || Date.now() > deadline) return answer
    await sleep(POLL_MS)
  }
}

/** @param {string} host @param {number} port @returns {Promise<boolean>} */
function accepts(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: REQUEST_TIMEOUT_MS })
    const end = (/** @type {boolean} */ result) => {
      socket.destroy()
      resolve(result)
    }
    socket.once("connect", () => end(true))
    socket.once("error", () => end(false))
    socket.once("timeout", () => end(false))
  })
}

/**
 * Waits until something accepts connections at a database's address.
 * @param {string} databaseUrl
 * @param {{ timeoutMs: number }} options
 * @returns {Promise<string | null>} the host and port where nothing did
 */
export async function untilReachable(databaseUrl, { timeoutMs }) {
  const { hostname, port } = new URL(databaseUrl)
  // An address without a host means a Unix socket, which the driver finds by itself.
  if (hostname === "") return null
  const host = hostname.replace(/^\[|\]$/g, "")
  const deadline = Date.now() + timeoutMs
  while (!(await accepts(host, Number(port) || 5432))) {
    if (Date.now() > deadline) return `${hostname}:${port || 5432}`
    await sleep(POLL_MS)
  }
  return null
}
