import "server-only"
import { httpStatus } from "@/lib/errors"
import { errorInWords } from "./action"
import type { StaffContext } from "./context"
import { requirePermission } from "./require-permission"
import type { Permission } from "./roles"
import { staffOrThrow } from "./session"

type RouteContext<P> = { params: Promise<P> }

/**
 * Wraps a read for the browser's own refetching: session and permission are checked, the answer is
 * JSON that nobody caches, and it does not count as activity.
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
      return Response.json(await read(ctx, request, await context.params), { headers })
    } catch (error) {
      const words = errorInWords(error)
      return Response.json({ error: words }, { status: httpStatus(words.code), headers })
    }
  }
}
