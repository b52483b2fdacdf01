import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { publish } from "@/lib/live/publish"
import { log } from "@/lib/log"
import { cannotReply, replyProblem, type StaticCountries } from "@/lib/patients/reach"
import { renewSummaries } from "@/lib/patients/summary"
import { COUNTRY_CHARACTERS, phoneSamples, staticCountries } from "./queries"

const PAGE = 100
/** A person waits for it; the nightly renewal of all summaries brings the others. */
const MOST_AT_ONCE = 1_000

/**
 * Renews the summaries of patients who can answer now and could not `before`, or the reverse, and
 * tells viewers. It derives a cache and is no change of its own, so it leaves no audit entry. The
 * change itself is committed: what fails here is left to the nightly renewal.
 */
export async function renewReach(organizationId: string, before: StaticCountries): Promise<void> {
  const within = <T>(work: (tx: Transaction) => Promise<T>) =>
    asSystem(async (tx) => {
      await enterOrganization(tx, organizationId)
      return work(tx)
    })
  try {
    const ids = await within((tx) => patientsBetween(tx, before))
    for (let at = 0; at < ids.length; at += PAGE) {
      const patientIds = ids.slice(at, at + PAGE)
      await within((tx) => renewSummaries(tx, { patientIds, now: Date.now() }))
    }
  } catch (error) {
    log.warn({ err: error, organizationId }, "not every summary follows the static numbers yet")
  }
  publish([{ organizationId, topic: "patient", patientId: null }])
}

/** Whose answer to "can they reply" is another than it was. */
async function patientsBetween(tx: Transaction, before: StaticCountries): Promise<string[]> {
  const after = await staticCountries(tx)
  const isOther = (phone: string) =>
    cannotReply(replyProblem(phone, before)) !== cannotReply(replyProblem(phone, after))
  const samples = (await phoneSamples(tx)).filter(({ phone }) => phone !== null && isOther(phone))
  if (samples.length === 0) return []
  const starts = [...new Set(samples.map(({ start }) => start))]
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from patients where deleted_at is null
       and left(phone, ${COUNTRY_CHARACTERS}) = any(${sql.param(starts)}::text[])
     order by id limit ${MOST_AT_ONCE}`)
  return rows.map(({ id }) => id)
}
