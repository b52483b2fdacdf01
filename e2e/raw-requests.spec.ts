import { connect } from "node:net"
import { expect, required, test } from "./fixtures"
import { pluginCall } from "./plugin-call"

const KIB = 1024
const LAKESIDE_ID = "0a51de00-0000-4000-8000-000000000001"

/** The status that these bytes are answered with; null when the connection is closed without one. */
function answerTo(bytes: string): Promise<number | null> {
  const { hostname, port } = new URL(required("E2E_BASE_URL"))
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let said = ""
    socket.on("data", (part) => {
      said += part
      socket.end()
    })
    socket.on("error", () => {})
    socket.on("close", () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? 0) || null))
    socket.write(bytes)
  })
}

test("requests that are hardly HTTP store nothing", async ({ simulator, database }) => {
  const count = async () => (await database.query("SELECT count(*) FROM replies")).rows[0].count
  const before = await count()
  const call = pluginCall({ organizationId: LAKESIDE_ID, from: "+12025550197", body: "1" })
  const jwt = await simulator.token()
  const genuine = JSON.stringify({ ...call, jwt })
  const size = Buffer.byteLength(genuine)
  const request = (headers: string[], body: string) =>
    [
      `POST /api/biot/incoming-sms/${required("PLUGIN_SECRET")} HTTP/1.1`,
      ...["host: portal", "content-type: application/json", "connection: close", ...headers],
      ...["", body],
    ].join("\r\n")
  const chunked = (body: string) =>
    `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`
  const refused: [string, string][] = [
    [
      "a huge header",
      request([`x-pad: ${"x".repeat(70 * KIB)}`, `content-length: ${size}`], genuine),
    ],
    [
      "two ideas of its length",
      request([`content-length: ${size}`, "transfer-encoding: chunked"], chunked(genuine)),
    ],
    ["two lengths", request([`content-length: ${size}`, "content-length: 5"], genuine)],
    ["no such transfer", request(["transfer-encoding: chunked, identity"], chunked(genuine))],
    ["a negative chunk", request(["transfer-encoding: chunked"], `-5\r\n${genuine}\r\n0\r\n\r\n`)],
    [
      "a chunk beyond any",
      request(["transfer-encoding: chunked"], `fffffffffffffffff\r\n${genuine}`),
    ],
    ["less than it says", request([`content-length: ${size - 30}`], genuine)],
    ["a space in a name", request([`content-length : ${size}`], genuine)],
    [
      "a wrong end of line",
      request([`content-length: ${size}\nx: y`], genuine).replace("\r\n\r\n", "\n\n"),
    ],
    [
      "no content type",
      request([`content-length: ${size}`], genuine).replace(/content-type[^\n]+\n/, ""),
    ],
    [
      "packed",
      request(
        [`content-length: ${size}`, "content-encoding: gzip"],
        genuine.replace("{", "\u001f"),
      ),
    ],
  ]
  for (const [name, bytes] of refused) {
    const status = await answerTo(bytes)
    if (status !== null) expect(status, name).toBeGreaterThanOrEqual(400)
    expect(await count(), name).toBe(before)
  }
  expect(await answerTo(request(["transfer-encoding: chunked"], chunked(genuine)))).toBe(200)
  expect(Number(await count())).toBe(Number(before) + 1)
})
