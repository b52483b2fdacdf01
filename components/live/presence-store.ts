import { type Instant, SECOND_MS } from "@/lib/time"

/** Somebody of the staff looks at an item or writes there, or no longer does; as the live stream tells it. */
export type HeardPresence = {
  itemId: string
  staffId: string
  name: string
  isLooking: boolean
  isWriting?: boolean
}

/** How long somebody counts as looking who does not say so again. */
export const FORGET_AFTER_MS = 45 * SECOND_MS
/** How long somebody counts as writing who does not say so again: longer than a pause for thought. */
export const WRITING_FOR_MS = 12 * SECOND_MS

type Present = { name: string; until: Instant; writingUntil: Instant }

const NOBODY: readonly string[] = []
const present = new Map<string, Map<string, Present>>()
const listeners = new Set<() => void>()
let looking = new Map<string, readonly string[]>()
let writing = new Map<string, readonly string[]>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Takes in what was heard; says whether it is news. In memory alone, and forgotten by itself. */
export function hearPresence(heard: HeardPresence, now: Instant): boolean {
  const { itemId, staffId, name, isLooking, isWriting = false } = heard
  forget(now)
  const people = present.get(itemId) ?? new Map<string, Present>()
  const before = people.get(staffId)
  const isNews =
    (before !== undefined) !== isLooking || (before?.writingUntil ?? 0) > now !== isWriting
  if (isLooking) {
    const writingUntil = isWriting ? now + WRITING_FOR_MS : 0
    people.set(staffId, { name, until: now + FORGET_AFTER_MS, writingUntil })
  } else people.delete(staffId)
  present.set(itemId, people)
  if (isNews) tell(now)
  if (!timer) timer = setTimeout(tick, SECOND_MS)
  return isNews
}

/** Who else looks at an item now, by name. */
export function readPresence(itemId: string): readonly string[] {
  return looking.get(itemId) ?? NOBODY
}

/** Who else writes there now, by name; they are among those who look. */
export function readWriting(itemId: string): readonly string[] {
  return writing.get(itemId) ?? NOBODY
}

export function subscribeToPresence(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tick(): void {
  const now = Date.now()
  timer = undefined
  if (forget(now)) tell(now)
  if (present.size > 0) timer = setTimeout(tick, SECOND_MS)
}

function forget(now: Instant): boolean {
  let isChanged = false
  for (const [itemId, people] of present) {
    for (const [staffId, person] of people) {
      if (person.until <= now) isChanged = people.delete(staffId) || isChanged
      else if (person.writingUntil !== 0 && person.writingUntil <= now) {
        person.writingUntil = 0
        isChanged = true
      }
    }
    if (people.size === 0) present.delete(itemId)
  }
  return isChanged
}

function tell(now: Instant): void {
  const namesOf = (isShown: (person: Present) => boolean) =>
    new Map(
      [...present].map(([itemId, people]) => {
        return [itemId, [...people.values()].filter(isShown).map(({ name }) => name)]
      }),
    )
  looking = namesOf(() => true)
  writing = namesOf(({ writingUntil }) => writingUntil > now)
  for (const listener of listeners) listener()
}
