import "server-only"
import { type SQL, sql } from "drizzle-orm"
import type { ReplyReason } from "@/db/enums"
import type { StaffContext } from "@/lib/auth/context"
import { can } from "@/lib/auth/roles"

/** Why a reply is quarantined; a dismissal keeps the reason. */
const QUARANTINED_FOR: readonly ReplyReason[] = [
  "other_patients_message",
  "unknown_organization",
  "inactive_organization",
]

/**
 * Whether a reply is in quarantine or was dismissed out of it, and so may be another patient's; of
 * the table `replies` under the name that a statement gives it.
 */
export function fromQuarantine(name: "replies" | "r"): SQL {
  const [state, reason] = [sql.raw(`${name}.state`), sql.raw(`coalesce(${name}.reason, '')`)]
  return sql`(${state} = 'quarantined' or ${state} = 'dismissed'
    and ${reason} = any(${sql.param([...QUARANTINED_FOR])}::text[]))`
}

/** Which rows of `replies` a person of this role may read: such a text is an admin's to look at. */
export function visibleReplies(ctx: StaffContext, name: "replies" | "r" = "replies"): SQL {
  return can(ctx.role, "review.quarantine") ? sql`true` : sql`not ${fromQuarantine(name)}`
}
