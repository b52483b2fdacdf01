import type { MatchRule } from "@/db/enums"

/** How many replies each rule matched; `none` are those that no rule did. */
export type RuleCounts = Record<MatchRule | "none", number>

/**
 * What BioT's ids mean here: `article` (H1), `aws` (H2), `neither` (H3), `mixed`, or null while too
 * few replies tell. Source: design 2-biot, What the ids mean.
 */
export type IdWorld = "article" | "aws" | "neither" | "mixed" | null

const ENOUGH = 5
const NEARLY_ALL = 0.9

/** The world that replies matched by their ids, or by time for want of an id, point to. */
export function idWorld(counts: RuleCounts): IdWorld {
  const told: [Exclude<IdWorld, "mixed" | null>, number][] = [
    ["article", counts.message_id],
    ["aws", counts.previous_id],
    ["neither", counts.open_window + counts.late_window],
  ]
  const total = told.reduce((sum, [, n]) => sum + n, 0)
  if (total < ENOUGH) return null
  return told.find(([, n]) => n >= NEARLY_ALL * total)?.[0] ?? "mixed"
}
