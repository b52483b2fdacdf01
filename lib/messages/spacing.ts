import { SECOND_MS } from "@/lib/time"

/**
 * A fifth slower than allowed: sends may come closer to each other on their way to BioT, by so much
 * within a second, before it counts one too many.
 */
export const SPACED_SECOND_MS = 1.2 * SECOND_MS

/** Seconds that `texts` take, one after the other, where `perSecond` are allowed. */
export function secondsFor(texts: number, perSecond: number): number {
  return (texts * SPACED_SECOND_MS) / SECOND_MS / perSecond
}
