import { MINUTE_MS, SECOND_MS } from "@/lib/time"

const FIRST_WAIT_MS = 2 * SECOND_MS
const LONGEST_WAIT_MS = MINUTE_MS
/** `EventSource.CLOSED`, which is no more than a number where there is no browser. */
const CLOSED = 2

export type Stream = Pick<EventSource, "addEventListener" | "readyState" | "close">

/**
 * How long a page waits, in ms, before it asks again for a stream that was refused so often in a
 * row. `random` spreads it, so that not every page comes back in the same second.
 */
export function reopenAfter(refusals: number, random: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (refusals - 1))
  return longest * (0.5 + random / 2)
}

/**
 * Keeps a stream open until it is stopped. A browser connects again by itself when a stream breaks
 * off, but one that was answered anything but 200, a proxy's 502 too, it leaves closed for ever.
 */
export function keepOpen(open: () => Stream, onRefused: () => void): () => void {
  let stream: Stream
  let timer: ReturnType<typeof setTimeout> | undefined
  let refusals = 0
  const connect = () => {
    const opened = open()
    stream = opened
    opened.addEventListener("open", () => {
      refusals = 0
    })
    opened.addEventListener("error", () => {
      if (opened.readyState !== CLOSED) return
      refusals += 1
      onRefused()
      timer = setTimeout(connect, reopenAfter(refusals, Math.random()))
    })
  }
  connect()
  return () => {
    clearTimeout(timer)
    stream.close()
  }
}
