import "server-only"
import type { KeyObject } from "node:crypto"
import { type Instant, MINUTE_MS, SECOND_MS } from "@/lib/time"
import { BiotError } from "./error"
import { publishedKeys } from "./published-keys"

const REFETCH_AFTER_MS = MINUTE_MS
/** How often BioT is asked while no key is held, and how long a call waits for the first one. */
const RETRY_AFTER_MS = 2 * SECOND_MS
const HELD_FOR_MS = MINUTE_MS
/** Old enough to be asked for again by themselves, so that a key which BioT withdrew ends here too. */
const STALE_AFTER_MS = 5 * MINUTE_MS
/** At 64 KiB each at most, what waits for a key stays below 32 MiB. */
const MAX_HELD = 500

type KeyState = {
  keys?: readonly KeyObject[]
  /** When BioT was last asked, and when it was asked for the keys that are held now. */
  askedAt?: Instant
  asOf?: Instant
  inFlight?: Promise<void>
  /** Of each call that waits for the next time BioT may be asked, how to end its wait. */
  waits: Set<() => void>
  /** How many calls wait for the first keys. */
  withoutKeys: number
  /** The process was told to end: nothing may be held any longer than one more question takes. */
  isEnding: boolean
}

// One for both plugin endpoints and for the shutdown, whichever bundle they are in.
const held = globalThis as typeof globalThis & { doselineBiotKeys?: KeyState }

function state(): KeyState {
  held.doselineBiotKeys ??= { waits: new Set(), withoutKeys: 0, isEnding: false }
  return held.doselineBiotKeys
}

/** BioT's signing key and its previous one; none when BioT never could be asked. */
export async function publicKeys(): Promise<readonly KeyObject[]> {
  if (!state().keys) await fetchAtMostEvery(RETRY_AFTER_MS)
  else void fetchAtMostEvery(STALE_AFTER_MS)
  return state().keys ?? []
}

/**
 * The keys for a call that came at `cameAt`. BioT repeats no call, so while none is held, as after a
 * start with BioT away, the call waits here, in memory, and BioT is asked every two seconds. None
 * when that took a minute, when too many wait, and at once when the process ends.
 */
export async function firstKeys(cameAt: Instant): Promise<readonly KeyObject[]> {
  const at = state()
  if (at.keys) return publicKeys()
  if (at.withoutKeys >= MAX_HELD) return []
  at.withoutKeys += 1
  try {
    while (!at.keys) {
      const now = Date.now()
      const left = at.askedAt === undefined ? 0 : at.askedAt + RETRY_AFTER_MS - now
      const isLast = at.isEnding || now - cameAt >= HELD_FOR_MS
      if (at.inFlight) await at.inFlight
      else if (isLast && at.askedAt !== undefined && at.askedAt >= cameAt) return []
      else if (left <= 0) await fetchAtMostEvery(RETRY_AFTER_MS, at)
      else await wait(left, at.waits)
    }
    return at.keys
  } finally {
    at.withoutKeys -= 1
  }
}

/**
 * - `newer`: other keys than those tried
 * - `none`: BioT was asked after the call came, and these are still its keys
 * - `unavailable`: BioT could not be asked
 * - `crowded`: too many calls wait already
 */
export type NewerKeys =
  | { result: "newer"; keys: readonly KeyObject[] }
  | { result: "none" | "unavailable" | "crowded" }

/**
 * The keys to try after a signature matched none of `tried`, for a call that came at `cameAt`. BioT
 * is asked at most once a minute, whoever sends forgeries; until then the call waits here, in memory,
 * as it may be genuine and signed with a key of a moment ago. Source: docs/decisions/007.
 */
export async function newerKeys(tried: readonly KeyObject[], cameAt: Instant): Promise<NewerKeys> {
  for (;;) {
    const known = whatIsKnown(tried, cameAt)
    if (known) return known
    const { askedAt, inFlight, waits } = state()
    const left = askedAt === undefined ? 0 : askedAt + REFETCH_AFTER_MS - Date.now()
    if (inFlight) await inFlight
    else if (askedAt !== undefined && askedAt >= cameAt) return { result: "unavailable" }
    else if (left <= 0) await fetchAtMostEvery(REFETCH_AFTER_MS)
    else if (waits.size >= MAX_HELD) return { result: "crowded" }
    else await wait(left, waits)
  }
}

function whatIsKnown(tried: readonly KeyObject[], cameAt: Instant): NewerKeys | null {
  const { keys, asOf } = state()
  if (keys && keys !== tried) return { result: "newer", keys }
  return asOf !== undefined && asOf >= cameAt ? { result: "none" } : null
}

function wait(ms: number, waits: Set<() => void>): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      waits.delete(end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    waits.add(end)
  })
}

/** Lets every call that waits be decided now, since a process that ends would lose it. */
export function decideHeldCalls(): void {
  state().isEnding = true
  const { waits } = state()
  if (waits.size === 0) return
  state().askedAt = undefined
  for (const end of [...waits]) end()
}

async function fetchAtMostEvery(interval: number, at = state()): Promise<void> {
  const now = Date.now()
  if (!at.inFlight && (at.askedAt === undefined || now - at.askedAt >= interval)) {
    at.askedAt = now
    at.inFlight = fetchKeys(at, now).finally(() => {
      at.inFlight = undefined
    })
  }
  await at.inFlight
}

async function fetchKeys(at: KeyState, now: Instant): Promise<void> {
  try {
    const found = await publishedKeys()
    if (found.length === 0) return
    if (!isSame(found, at.keys ?? [])) at.keys = found
    at.asOf = now
  } catch (error) {
    // The keys we hold stay good; without any, whoever waits for them asks again.
    if (!(error instanceof BiotError)) throw error
  }
}

function isSame(some: readonly KeyObject[], others: readonly KeyObject[]): boolean {
  return some.length === others.length && some.every((key, n) => others[n] && key.equals(others[n]))
}

/** Forgets the keys, as a restart would. */
export function forgetPublicKeys(): void {
  held.doselineBiotKeys = undefined
}
