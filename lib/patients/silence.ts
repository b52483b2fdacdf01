import { type FigureDose, isAsked } from "@/lib/doses/figures"
import { DAY_MS, type Instant } from "@/lib/time"

const RESPONSE_DAYS = 14

/** Doses asked about, closed, in a row without any reply, and how well the 14 days before them were answered. */
export function silence<D extends FigureDose>(doses: readonly D[], now: Instant) {
  const asked = doses.filter((dose) => isAsked(dose) && dose.closesAt <= now)
  const lastReply = asked.findLastIndex((dose) => dose.replied)
  const silent = asked.slice(lastReply + 1)
  const silentSince = silent[0]?.dueAt ?? now
  const before = asked
    .slice(0, lastReply + 1)
    .filter((dose) => dose.dueAt >= silentSince - RESPONSE_DAYS * DAY_MS)
  const replied = before.filter((dose) => dose.replied).length
  return { silent, responseBefore: { reminded: before.length, replied } }
}
