import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations } from "@/db/schema"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { log } from "@/lib/log"
import { parsePhone } from "@/lib/patients/phone"
import type { StaticCountries } from "@/lib/patients/reach"
import { type Instant, SECOND_MS } from "@/lib/time"
import { staticCountries } from "./queries"
import { renewReach } from "./renew-reach"

const GATHER_MS = SECOND_MS
const RETRY_MS = 30 * SECOND_MS
/** Counting takes this part of the time at most, however many replies there are. */
const BUSY_PART = 1 / 50

/** Organizations whose numbers are to be counted anew. */
let waiting = new Set<string>()
let timer: NodeJS.Timeout | undefined
let pauseMs = GATHER_MS
let counting = Promise.resolve()

/**
 * Notes that a stored reply came to a number of ours. Its organization's numbers are counted soon,
 * outside the reply's own transactions: one row counts all replies of a country, and each would wait
 * for the others' commit. What a process that dies had not counted, `recountStaticNumbers` makes
 * good. Never throws.
 */
export function noteDestination(of: { organizationId: string; toPhone: string | null }): void {
  if (countryNumber(of.toPhone) === null) return
  waiting.add(of.organizationId)
  schedule()
}

/** A sender's name or a short code is no number that belongs to a country. */
function countryNumber(toPhone: string | null): { country: string; phone: string } | null {
  const parsed = toPhone === null ? null : parsePhone(toPhone)
  if (!parsed?.ok || parsed.country === null) return null
  return { country: parsed.country, phone: parsed.e164 }
}

function schedule(): void {
  timer ??= setTimeout(() => void keepDestinations(), pauseMs).unref()
}

/** Counts what was noted, after any count under way; what fails is tried again. */
export function keepDestinations(): Promise<void> {
  counting = counting.then(countNoted)
  return counting
}

async function countNoted(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const noted = waiting
  waiting = new Set()
  const began = performance.now()
  const failed: string[] = []
  for (const organizationId of noted) {
    try {
      await recount(organizationId)
    } catch (error) {
      log.warn({ err: error, organizationId }, "numbers that replies came to were not kept")
      failed.push(organizationId)
    }
  }
  const leastMs = failed.length > 0 ? RETRY_MS : GATHER_MS
  pauseMs = Math.max(leastMs, (performance.now() - began) / BUSY_PART)
  for (const organizationId of failed) waiting.add(organizationId)
  if (failed.length > 0) schedule()
}

/** Counts anew for every organization. Returns how many numbers there are. */
export async function recountStaticNumbers(): Promise<number> {
  const homes = await asSystem((tx) => tx.select({ id: organizations.id }).from(organizations))
  let numbers = 0
  for (const { id } of homes) numbers += await recount(id)
  return numbers
}

/**
 * Counts the replies to each number of an organization from the replies themselves: the counts are a
 * cache of them, audited where they are stored. Who can answer follows a country that a reply proved.
 */
async function recount(organizationId: string): Promise<number> {
  const { before, after, numbers } = await asSystem(async (tx) => {
    await enterOrganization(tx, organizationId)
    // Whoever counts or enters numbers takes turns, so that no older count is kept over a newer one.
    await tx.select({ id: organizations.id }).from(organizations).for("no key update")
    const known = await staticCountries(tx)
    const seen = await repliesByNumber(tx)
    if (seen.length > 0) await keep(tx, organizationId, seen)
    return { before: known, after: await staticCountries(tx), numbers: seen.length }
  })
  if (isOtherProof(before, after)) await renewReach(organizationId, before)
  return numbers
}

function isOtherProof(before: StaticCountries, after: StaticCountries): boolean {
  return before.learnt.toSorted().join() !== after.learnt.toSorted().join()
}

type Seen = {
  country: string
  phone: string
  firstAt: Instant
  lastAt: Instant
  replies: number
}

async function repliesByNumber(tx: Transaction): Promise<Seen[]> {
  const { rows } = await tx.execute<{ toPhone: string; n: number; first: number; last: number }>(
    sql`select to_phone as "toPhone", count(*)::int as n,
               (extract(epoch from min(received_at)) * 1000)::float8 as first,
               (extract(epoch from max(received_at)) * 1000)::float8 as last
          from replies where to_phone is not null group by to_phone`,
  )
  const found = new Map<string, Seen>()
  for (const { toPhone, n, first, last } of rows) {
    const number = countryNumber(toPhone)
    if (!number) continue
    const counted = { ...number, firstAt: first, lastAt: last, replies: n }
    const known = found.get(number.phone)
    found.set(number.phone, known ? together(known, counted) : counted)
  }
  return [...found.values()]
}

/** One number may have been written in several ways. */
function together(a: Seen, b: Seen): Seen {
  return {
    ...a,
    firstAt: Math.min(a.firstAt, b.firstAt),
    lastAt: Math.max(a.lastAt, b.lastAt),
    replies: a.replies + b.replies,
  }
}

async function keep(tx: Transaction, organizationId: string, seen: readonly Seen[]): Promise<void> {
  const iso = (at: Instant) => new Date(at).toISOString()
  const rows = seen.map(({ country, phone, firstAt, lastAt, replies }) => ({
    ...{ country, phone, first_at: iso(firstAt), last_at: iso(lastAt), replies },
  }))
  await tx.execute(sql`
    insert into static_numbers (organization_id, country, phone, first_seen_at, last_seen_at,
      replies)
    select ${organizationId}::uuid, country, phone, first_at, last_at, replies
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (country text, phone text,
        first_at timestamptz, last_at timestamptz, replies int)
    on conflict (organization_id, country, phone) do update set
      replies = excluded.replies,
      first_seen_at = least(static_numbers.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(static_numbers.last_seen_at, excluded.last_seen_at)`)
}
