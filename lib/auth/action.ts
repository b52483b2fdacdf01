import "server-only"
import { headers } from "next/headers"
import type { z } from "zod"
import { isPassing } from "@/db/passing"
import { AppError, type ErrorCode } from "@/lib/errors"
import { sentenceIn } from "@/lib/i18n/sentences"
import { spokenLanguage } from "@/lib/i18n/spoken"
import { log } from "@/lib/log"
import type { StaffContext } from "./context"
import { can, type Permission } from "./roles"
import { isSameOrigin } from "./same-origin"
import { staffOrThrow } from "./session"

export type ActionError = { code: ErrorCode; sentence: string; field?: string; reference?: string }
export type ActionResult<T> = { ok: true; value: T } | { ok: false; error: ActionError }

/**
 * Wraps a verb as a server action, which anybody can call: origin, session, permission and shape
 * are checked, then the verb runs, then its failure is put in words.
 */
export function staffAction<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  verb: (ctx: StaffContext, input: z.output<S>) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async (input) => {
    let traceId: string | undefined
    try {
      if (!isSameOrigin(await headers())) {
        throw new AppError("forbidden", "This request did not come from Doseline's own pages.")
      }
      const ctx = await staffOrThrow({ touch: true })
      traceId = ctx.traceId
      if (!can(ctx.role, permission)) {
        throw new AppError("forbidden", "Your role does not allow this. Nothing was changed.")
      }
      return { ok: true, value: await verb(ctx, parsed(schema, input)) }
    } catch (error) {
      return { ok: false, error: await errorInTheirWords(error, traceId) }
    }
  }
}

function parsed<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join(".")
  throw new AppError("invalid", issue?.message ?? "Something is missing.", field ? { field } : {})
}

/** It was away at some step of the request, so this does not say that nothing was changed. */
const DATABASE_AWAY =
  "The database does not answer right now. What was saved before is safe; try again in a minute."

/** What may be shown of a failure: an `AppError`'s own sentence, never an unknown error's. */
export function errorInWords(error: unknown, reference?: string): ActionError {
  if (error instanceof AppError) {
    return {
      code: error.code,
      sentence: error.message,
      ...(error.field ? { field: error.field } : {}),
    }
  }
  log.error({ err: error, traceId: reference }, "a request failed")
  if (isPassing(error)) return { code: "unavailable", sentence: DATABASE_AWAY }
  return {
    code: "internal",
    sentence:
      "This did not work, and nothing was changed. Try again; if it stays, tell your admin.",
    ...(reference ? { reference } : {}),
  }
}

/** `errorInWords` in the language of whoever sent the request. */
export async function errorInTheirWords(error: unknown, reference?: string): Promise<ActionError> {
  const words = errorInWords(error, reference)
  return { ...words, sentence: await sentenceIn(await spokenLanguage(), words.sentence) }
}
