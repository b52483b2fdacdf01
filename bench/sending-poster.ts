import { once } from "node:events"
import http from "node:http"

/** Posts so many texts, so many at once, when it is told to; tells how many were taken. */
const [simulator = "", texts = "0", inFlight = "1"] = process.argv.slice(2)
const WARM_UP = 100

function post(path: string, token: string | null, json: object): Promise<string> {
  const body = JSON.stringify(json)
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
    const options = { method: "POST", headers, agent: false as const }
    const request = http.request(new URL(path, simulator), options, (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (part) => {
        text += part
      })
      response.on("end", () => {
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`${path} answered ${response.statusCode}`))
      })
    })
    request.on("error", reject)
    request.end(body)
  })
}

const { accessToken } = JSON.parse(
  await post("/ums/v2/services/accessToken", null, {
    id: process.env.BIOT_SERVICE_USER_ID ?? "",
    secretKey: process.env.BIOT_SERVICE_USER_SECRET_KEY ?? "",
  }),
)

async function postMany(count: number): Promise<number> {
  let begun = 0
  let taken = 0
  const poster = async () => {
    while (begun < count) {
      begun += 1
      const phoneNumber = `+1558${String(begun).padStart(7, "0")}`
      await post("/notification/v1/sms/send", accessToken, {
        message: "Reply 1 or 2.",
        phoneNumber,
      })
      taken += 1
    }
  }
  await Promise.all(Array.from({ length: Number(inFlight) }, poster))
  return taken
}

await postMany(WARM_UP)
process.send?.("warm")
await once(process, "message")
process.send?.(await postMany(Number(texts)))
