import { createServer } from "node:net"

const ATTEMPTS = 100

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<number | null>}
 */
function bind(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once("error", () => resolve(null))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? null) : null))
    })
  })
}

/** On some systems one program may hold 127.0.0.1 and another all addresses of one port. @param {number} port */
const isFree = async (port) =>
  (await bind(port, undefined)) !== null && (await bind(port, "127.0.0.1")) !== null

/** Any port that is free now. */
export async function anyPort() {
  const port = await bind(0, "127.0.0.1")
  if (port === null) throw new Error("No port is free on 127.0.0.1.")
  return port
}

/**
 * The wanted port, or the next free one.
 * @param {number} wanted
 * @param {number[]} [except] ports already given away
 */
export async function choosePort(wanted, except = []) {
  for (let port = wanted; port < wanted + ATTEMPTS && port <= 65_535; port += 1) {
    if (!except.includes(port) && (await isFree(port))) return port
  }
  return anyPort()
}
