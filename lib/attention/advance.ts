import type { LocalDate } from "@/lib/local-date"
import { NEED_RULES, type NeedReason } from "@/lib/patients/need"
import { DAY_MS, type Instant } from "@/lib/time"
import { type AttentionRules, isCooling } from "./rules"

/** What a rule rests on: its doses, and the first and last local day of what it looked at. */
export type Evidence = { doseIds: string[]; fromDate: LocalDate | null; toDate: LocalDate | null }

/** A rule that holds now. */
export type AttentionHit = NeedReason & Evidence

/** A hit that was put before staff; `closedBy` null: the rule stopped holding. */
export type AttentionItem = AttentionHit & {
  id: string
  openedAt: Instant
  closedAt: Instant | null
  closedBy: string | null
}

export type AttentionChange =
  | { kind: "open"; hit: AttentionHit }
  | { kind: "restate" | "reopen"; id: string; hit: AttentionHit }
  | { kind: "close"; id: string }

type Before = {
  hits: readonly AttentionHit[]
  /** Of each rule the open item, else the one that was closed last. */
  items: readonly AttentionItem[]
  coolDownDays: AttentionRules["coolDownDays"]
}

/**
 * What becomes of one patient's items at `now`: one is open at most for each rule; it follows what
 * the rule finds and closes when the rule no longer holds. Until its cool-down is over the rule opens
 * no other: an item that closed by itself is taken up again as it was, say when a correction is
 * undone, and what a person has dealt with stays so, later too unless there is a dose that was not
 * among it. Done twice, it changes nothing more. Source: design 4-adherence, Needs attention.
 */
export function advanceAttention({ hits, items, coolDownDays }: Before, now: Instant) {
  return NEED_RULES.flatMap((rule): AttentionChange[] => {
    const hit = hits.find((each) => each.rule === rule)
    const item = items.find((each) => each.rule === rule)
    if (item?.closedAt === null) {
      if (!hit) return [{ kind: "close", id: item.id }]
      return isSame(item, hit) ? [] : [{ kind: "restate", id: item.id, hit }]
    }
    if (!hit) return []
    const rest = isCooling(rule) ? coolDownDays[rule] * DAY_MS : 0
    if (item && now < (item.closedAt ?? 0) + rest) {
      return item.closedBy === null ? [{ kind: "reopen", id: item.id, hit }] : []
    }
    return item?.closedBy && isKnown(hit, item) ? [] : [{ kind: "open", hit }]
  })
}

/** The reasons that stand after the changes, heaviest first. */
export function standingReasons(
  items: readonly AttentionItem[],
  changes: readonly AttentionChange[],
): NeedReason[] {
  const opened = changes.flatMap((change) => (change.kind === "open" ? [change.hit] : []))
  const kept = items.flatMap((item): AttentionHit[] => {
    const change = changes.find((each) => each.kind !== "open" && each.id === item.id)
    if (change?.kind === "restate" || change?.kind === "reopen") return [change.hit]
    return item.closedAt === null && change?.kind !== "close" ? [item] : []
  })
  const standing = [...opened, ...kept]
  return NEED_RULES.flatMap((rule) => {
    const found = standing.find((each) => each.rule === rule)
    return found ? [{ rule: found.rule, values: found.values } as NeedReason] : []
  })
}

/** When a closed item's rule may open another; null for rules that do not cool down. */
export function restsUntil(
  { rule, closedAt }: Pick<AttentionItem, "rule" | "closedAt">,
  coolDownDays: AttentionRules["coolDownDays"],
): Instant | null {
  if (closedAt === null || !isCooling(rule)) return null
  return closedAt + coolDownDays[rule] * DAY_MS
}

/** Everything that it rests on was before a person already; without doses time alone decides. */
function isKnown(hit: AttentionHit, item: AttentionItem): boolean {
  return hit.doseIds.length > 0 && hit.doseIds.every((id) => item.doseIds.includes(id))
}

function isSame(a: AttentionHit, b: AttentionHit): boolean {
  return keyOf(a) === keyOf(b)
}

/** Postgres keeps no order of a value's fields. */
function keyOf({ values, doseIds, fromDate, toDate }: AttentionHit): string {
  const pairs = Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify([pairs, doseIds.toSorted(), fromDate, toDate])
}
