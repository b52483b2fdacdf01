import "server-only"
import { z } from "zod"

const MIN_PLUGIN_SECRET = 16
const MIN_SESSION_SECRET = 32

const webAddress = z
  .string()
  .trim()
  .refine(isPlainWebAddress, "must be an http(s) address without user, query or fragment")
  .transform((text) => text.replace(/\/+$/, ""))

const postgresAddress = z
  .string()
  .trim()
  .refine(
    (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
    "must be an address such as postgresql://user:password@host:5432/doseline",
  )

const filled = z.string().trim().min(1, "must not be empty")

const schema = z.object({
  DATABASE_URL: postgresAddress,
  BIOT_BASE_URL: webAddress,
  BIOT_SERVICE_USER_ID: filled,
  BIOT_SERVICE_USER_SECRET_KEY: filled,
  PUBLIC_URL: webAddress,
  // It is a path segment of the address that BioT calls.
  PLUGIN_SECRET: z
    .string()
    .trim()
    .min(MIN_PLUGIN_SECRET, `must have at least ${MIN_PLUGIN_SECRET} characters`)
    .regex(/^[\w-]+$/, "must hold only letters, digits, - and _"),
  NEXTAUTH_SECRET: z
    .string()
    .min(MIN_SESSION_SECRET, `must have at least ${MIN_SESSION_SECRET} characters`),
  // Optional: set only by the start script when it started the simulator itself; a portal that
  // talks to a real BioT has no demo people to offer.
  SIMULATOR_URL: webAddress.optional(),
  // Optional: Next and Vitest set it, a plain `tsx` program does not.
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  // Optional: BioT's own default, one text a second, stands in the database.
  BIOT_SMS_PER_SECOND: z.coerce
    .number("must be a whole number, such as 1")
    .int("must be a whole number, such as 1")
    .min(1, "must be 1 at least")
    .max(1_000, "must be 1,000 at most")
    .optional(),
  // Optional: what to log matters only to whoever looks for a fault.
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
})

export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/**
 * The environment, read at the first call and never while building. Throws an Error whose one
 * sentence names the variable at fault and never repeats its value.
 */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}

/** What `env()` makes of an environment; an empty variable counts as absent. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const name = String(issue?.path[0] ?? "The environment")
  if (given[name] === undefined) throw new Error(`${name} must be set.`)
  throw new Error(`${name} ${sayWhy(issue)}.`)
}

function sayWhy(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`
  return issue?.message ?? "is wrong"
}

function isPlainWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && !username && !search && !hash
}
