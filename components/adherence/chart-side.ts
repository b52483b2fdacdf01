/** Letters of one size at any width: nothing is drawn in a box that is scaled. */
export const CHART_TEXT = "fill-current text-[0.6875rem]"

/**
 * Places of a drawing as shares of its width, which CSS may narrow, in the direction of reading.
 * Letters are drawn left to right, so their anchors are turned by hand.
 */
export function chartSide(isRtl: boolean) {
  const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`
  return {
    /** Where something of `length` begins on the left that stands at `share` from the start. */
    at: (share: number, length = 0) => percent(isRtl ? 1 - share - length : share),
    length: percent,
    /** On which side of its place a word stands. */
    anchor: (of: "start" | "end") => ((of === "start") === isRtl ? "end" : "start"),
    /** Pixels from a place in the direction of reading. */
    shift: (pixels: number) => (isRtl ? -pixels : pixels),
  }
}

export type ChartSide = ReturnType<typeof chartSide>

/** How often something may be written below `count` columns so that no two touch on a phone. */
export function everyNth(count: number, most: number): number {
  return Math.max(1, Math.ceil(count / most))
}
