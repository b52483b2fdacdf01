import "server-only"
import { sql } from "drizzle-orm"
import { organizations } from "@/db/schema"
import { asSystem, enterOrganization } from "@/lib/auth/unit-of-work"
import { log } from "@/lib/log"
import { parsePhone } from "@/lib/patients/phone"
import { type Instant, SECOND_MS } from "@/lib/time"

const GATHER_MS = SECOND_MS
/** Different numbers that wait to be kept; a caller that invents more is not listened to. */
const MOST_WAITING = 1_000

type Seen = {
  organizationId: string
  country: string
  phone: string
  firstAt: Instant
  lastAt: Instant
  replies: number
}
let waiting = new Map<string, Seen>()
let timer: NodeJS.Timeout | undefined

/**
 * Notes to which number of ours a stored reply came. Gathered and kept outside the reply's own
 * transactions: one row counts all replies of a country, and each would wait for the others' commit.
 * What a process that dies had not kept yet, `recountStaticNumbers` makes good. Never throws.
 */
export function noteDestination(of: {
  organizationId: string
  toPhone: string | null
  receivedAt: Instant
}): void {
  const seen = seenOf(of.organizationId, of.toPhone, of.receivedAt)
  if (seen) add(seen)
}

/** A sender's name or a short code is no number that belongs to a country. */
function seenOf(organizationId: string, toPhone: string | null, at: Instant): Seen | null {
  const parsed = toPhone === null ? null : parsePhone(toPhone)
  if (!parsed?.ok || parsed.country === null) return null
  const { country, e164: phone } = parsed
  return { organizationId, country, phone, firstAt: at, lastAt: at, replies: 1 }
}

function add(seen: Seen): void {
  const key = `${seen.organizationId} ${seen.phone}`
  const known = waiting.get(key)
  if (!known && waiting.size >= MOST_WAITING) return
  waiting.set(key, known ? together(known, seen) : seen)
  timer ??= setTimeout(() => void keepDestinations(), GATHER_MS).unref()
}

function together(a: Seen, b: Seen): Seen {
  return {
    ...a,
    firstAt: Math.min(a.firstAt, b.firstAt),
    lastAt: Math.max(a.lastAt, b.lastAt),
    replies: a.replies + b.replies,
  }
}

/** Keeps what was noted, at once; what fails waits for the next time. */
export async function keepDestinations(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const noted = waiting
  waiting = new Map()
  for (const [organizationId, seen] of byOrganization([...noted.values()])) {
    try {
      await keep(organizationId, seen, "static_numbers.replies + excluded.replies")
    } catch (error) {
      log.warn({ err: error, organizationId }, "numbers that replies came to were not kept")
      for (const each of seen) add(each)
    }
  }
}

/**
 * Counts anew, for every organization, the replies to each number, from the replies themselves: the
 * counts are a cache of them, audited where they are stored. Returns how many numbers there are.
 */
export async function recountStaticNumbers(): Promise<number> {
  const homes = await asSystem((tx) => tx.select({ id: organizations.id }).from(organizations))
  let numbers = 0
  for (const { id } of homes) {
    const seen = await repliesByNumber(id)
    if (seen.length > 0) await keep(id, seen, "excluded.replies")
    numbers += seen.length
  }
  return numbers
}

async function repliesByNumber(organizationId: string): Promise<Seen[]> {
  const rows = await asSystem(async (tx) => {
    await enterOrganization(tx, organizationId)
    const { rows } = await tx.execute<{ phone: string; n: number; first: number; last: number }>(
      sql`select to_phone as phone, count(*)::int as n,
                 (extract(epoch from min(received_at)) * 1000)::float8 as first,
                 (extract(epoch from max(received_at)) * 1000)::float8 as last
            from replies where to_phone is not null group by to_phone`,
    )
    return rows
  })
  const found = new Map<string, Seen>()
  for (const { phone, n, first, last } of rows) {
    const seen = seenOf(organizationId, phone, first)
    if (!seen) continue
    const counted = { ...seen, lastAt: last, replies: n }
    const known = found.get(seen.phone)
    found.set(seen.phone, known ? together(known, counted) : counted)
  }
  return [...found.values()]
}

/** In the order of the key, so that two who keep the same numbers do not block each other. */
async function keep(organizationId: string, seen: readonly Seen[], replies: string): Promise<void> {
  const iso = (at: Instant) => new Date(at).toISOString()
  const rows = seen.map(({ country, phone, firstAt, lastAt, replies: n }) => ({
    ...{ country, phone, first_at: iso(firstAt), last_at: iso(lastAt), replies: n },
  }))
  await asSystem(async (tx) => {
    await enterOrganization(tx, organizationId)
    await tx.execute(sql`
      insert into static_numbers (organization_id, country, phone, first_seen_at, last_seen_at,
        replies)
      select ${organizationId}::uuid, country, phone, first_at, last_at, replies
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (country text, phone text,
          first_at timestamptz, last_at timestamptz, replies int)
       order by country, phone
      on conflict (organization_id, country, phone) do update set
        replies = ${sql.raw(replies)},
        first_seen_at = least(static_numbers.first_seen_at, excluded.first_seen_at),
        last_seen_at = greatest(static_numbers.last_seen_at, excluded.last_seen_at)`)
  })
}

function byOrganization(seen: readonly Seen[]): Map<string, Seen[]> {
  const groups = new Map<string, Seen[]>()
  for (const each of seen) {
    groups.set(each.organizationId, [...(groups.get(each.organizationId) ?? []), each])
  }
  return groups
}
