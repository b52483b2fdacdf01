import "server-only"
import { httpStatus } from "@/lib/errors"
import { jsonAnswer } from "@/lib/json-answer"
import { errorInTheirWords } from "./action"
import type { StaffContext } from "./context"
import { requirePermission } from "./require-permission"
import type { Permission } from "./roles"
import { staffOrThrow } from "./session"

type RouteContext<P> = { params: Promise<P> }

/**
 * Wraps a read for the browser's own refetching: session and permission are checked, the answer is
 * JSON, or the response that `read` makes itself, and nobody caches it; it does not count as activity.
 */
export function staffHandler<P = Record<string, never>>(
  permission: Permission,
  read: (ctx: StaffContext, request: Request, params: P) => Promise<unknown>,
): (request: Request, context: RouteContext<P>) => Promise<Response> {
  return async (request, context) => {
    const headers = { "cache-control": "no-store" }
    try {
      const ctx = await staffOrThrow({ touch: false })
      requirePermission(ctx, permission)
      const answer = await read(ctx, request, await context.params)
      if (!(answer instanceof Response)) return jsonAnswer(answer, headers)
      answer.headers.set("cache-control", headers["cache-control"])
      return answer
    } catch (error) {
      const words = await errorInTheirWords(error)
      return Response.json({ error: words }, { status: httpStatus(words.code), headers })
    }
  }
}
