import { randomBytes } from "node:crypto"
import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import type { z } from "zod"

/** An answer in the error form that every BioT service uses. */
export class BiotError extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
  }
}

export const tokenNotValid = () =>
  new BiotError(401, "TOKEN_NOT_VALID", "The access token is missing, expired or not genuine")
export const accessDenied = () =>
  new BiotError(403, "ACCESS_DENIED", "The caller does not hold the permission of this API")
export const loginFailed = () => new BiotError(403, "LOGIN_FAILED", "Login failed")

const SERVICE_NAMES: Record<string, string> = {
  ums: "User Management Service",
  organization: "Organization Service",
  notification: "Notification Service",
  dispatcher: "Dispatcher Service",
  settings: "Settings Service",
}

export function answerError(error: unknown, c: Context) {
  const known =
    error instanceof BiotError
      ? error
      : error instanceof HTTPException
        ? new BiotError(400, "BAD_REQUEST", error.message)
        : new BiotError(500, "INTERNAL_SERVER_ERROR", "Internal server error")
  if (known.status === 500 && !(error instanceof BiotError)) {
    process.stderr.write(`simulator: ${error instanceof Error ? error.stack : String(error)}\n`)
  }
  const service = c.req.path.split("/")[1] ?? ""
  const traceId = c.req.header("traceparent")?.split("-")[1] ?? randomBytes(8).toString("hex")
  return c.json(
    {
      code: known.code,
      message: known.message,
      serviceName: SERVICE_NAMES[service] ?? "Simulator",
      traceId,
      environment: "simulator",
      details: known.details,
    },
    known.status,
  )
}

/** The parsed JSON body, or 400 that names the fields. */
export async function readBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase()
  if (type !== "application/json") {
    throw new BiotError(415, "UNSUPPORTED_MEDIA_TYPE", "The content type must be application/json")
  }
  let json: unknown
  try {
    json = JSON.parse(await c.req.text())
  } catch {
    throw new BiotError(400, "BAD_REQUEST", "The body is missing or not JSON")
  }
  return check(schema, json)
}

/** The same for the simulator's own endpoints, which take an absent body for an empty object. */
export async function readWish<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  const text = await c.req.text()
  try {
    return check(schema, text === "" ? {} : JSON.parse(text))
  } catch (error) {
    if (error instanceof BiotError) throw error
    throw new BiotError(400, "BAD_REQUEST", "The body is not JSON")
  }
}

export function check<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join(".") || "body", issue.message]),
  )
  throw new BiotError(400, "VALIDATION_FAILED", "The request does not fit its schema", fields)
}
