import { type FormEvent, useRef, useState } from "react"
import { sentMeanwhile } from "@/components/conversation/meanwhile"
import type { ThreadItem } from "@/lib/conversations/thread"
import { type Instant, SECOND_MS } from "@/lib/time"

/** The second half of a double press is no answer to what the first half asked. */
const SETTLE_MS = SECOND_MS / 2

type Meanwhile = {
  items: readonly ThreadItem[]
  ownIds: ReadonlySet<string>
}

/**
 * Warns of what a colleague sent while this person wrote: the first press after it asks, and only
 * the next one sends. `since` is the server's time of what stood there last when writing began.
 */
export function useMeanwhile({ items, ownIds }: Meanwhile) {
  const [since, setSince] = useState<Instant | null>(null)
  const [askedOf, setAskedOf] = useState<ReadonlySet<string>>(new Set())
  const askedAt = useRef(0)
  const sent = since === null ? [] : sentMeanwhile(items, since, ownIds)
  const isNews = sent.some(({ id }) => !askedOf.has(id))
  const onType = (isBlank: boolean) => {
    if (isBlank) setSince(null)
    else if (since === null) setSince(newestAt(items))
  }
  /** Whether sending has to wait for an answer to the question. */
  const asksFirst = (event: FormEvent) => {
    if (!isNews && Date.now() - askedAt.current > SETTLE_MS) return false
    event.preventDefault()
    if (isNews) askedAt.current = Date.now()
    setAskedOf(new Set(sent.map(({ id }) => id)))
    return true
  }
  return { newest: sent.at(-1) ?? null, isAsked: sent.length > 0 && !isNews, onType, asksFirst }
}

function newestAt(items: readonly ThreadItem[]): Instant {
  return Math.max(
    0,
    ...items.map((item) => (item.kind === "message" ? item.message.createdAt : item.at)),
  )
}
