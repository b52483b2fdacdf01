import http from "node:http"
import pg from "pg"
import { z } from "zod"
import { shoot } from "./load"

const environment = z.object({
  BENCH_PORTAL: z.url(),
  BENCH_FLOOR: z.url(),
  SIMULATOR_URL: z.url(),
  DATABASE_URL: z.string(),
  PLUGIN_SECRET: z.string(),
  CHROMIUM_PATH: z.string(),
})

const peopleSchema = z.object({
  people: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      role: z.string(),
      organization: z.string(),
    }),
  ),
})

export type Product = {
  portal: string
  floor: string
  plugin: string
  chromium: string
  /** As the superuser: past the walls, to arrange and to look. */
  owner: pg.Pool
  organizationId: string
  cookie: { name: string; value: string }
  /** Anew: whoever is idle for a quarter of an hour is signed out, and filling may take longer. */
  signInAgain: () => Promise<void>
  /** Really signed tokens for plugin calls; BioT makes one for each call. */
  tokens: string[]
}

/** The running product as the measurements need it: a clinician signed in, tokens signed. */
export async function openProduct(tokenCount: number): Promise<Product> {
  const env = environment.parse(process.env)
  const owner = new pg.Pool({ connectionString: env.DATABASE_URL, max: 4 })
  const { people } = peopleSchema.parse(await json(`${env.SIMULATOR_URL}/simulator/people`))
  const clinician = people.find(({ role }) => role === "clinician")
  if (!clinician) throw new Error("The simulator has no clinician.")
  const cookie = await signIn(env.BENCH_PORTAL, clinician)
  const { rows } = await owner.query<{ id: string }>(
    "select id from organizations where name = $1",
    [clinician.organization],
  )
  const organizationId = rows[0]?.id
  if (!organizationId) throw new Error("The clinician's organization is not in the database.")
  const product: Product = {
    portal: env.BENCH_PORTAL,
    floor: env.BENCH_FLOOR,
    plugin: `${env.BENCH_PORTAL}/api/biot/incoming-sms/${env.PLUGIN_SECRET}`,
    chromium: env.CHROMIUM_PATH,
    owner,
    organizationId,
    cookie,
    signInAgain: async () => {
      product.cookie = await signIn(env.BENCH_PORTAL, clinician)
    },
    tokens: await signTokens(env.SIMULATOR_URL, tokenCount),
  }
  return product
}

async function json(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init)
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}.`)
  return response.json()
}

async function signTokens(simulator: string, count: number): Promise<string[]> {
  const tokens: string[] = []
  for (let n = 0; n < count; n += 1) {
    const answer = await json(`${simulator}/simulator/tokens`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ expiresInSeconds: 3_600 }),
    })
    tokens.push(z.object({ jwt: z.string() }).parse(answer).jwt)
  }
  return tokens
}

/** next-auth's own form, as the sign-in page posts it. */
async function signIn(portal: string, who: { username: string; password: string }) {
  const first = await fetch(`${portal}/api/auth/csrf`)
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await first.json())
  const held = first.headers.getSetCookie().map((line) => line.split(";")[0])
  const answer = await fetch(`${portal}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      cookie: held.join("; "),
      origin: portal,
    },
    body: new URLSearchParams({ csrfToken, json: "true", ...who }),
  })
  const pair = answer.headers
    .getSetCookie()
    .map((line) => /^([^=;]*doseline\.session)=([^;]+)/.exec(line))
    .find((found) => found !== null)
  if (!pair?.[1] || !pair[2]) throw new Error(`Signing in answered ${answer.status}.`)
  return { name: pair[1], value: pair[2] }
}

/** One plugin call outside any load; gives its status and when it was sent (epoch milliseconds). */
export async function callPlugin(
  product: Product,
  body: string,
): Promise<{ status: number; sentAt: number }> {
  const agent = new http.Agent()
  const sentAt = Date.now()
  const headers = { "content-type": "application/json" }
  const { status } = await shoot(agent, new URL(product.plugin), { body, headers })
  agent.destroy()
  return { status, sentAt }
}
