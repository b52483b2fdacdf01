/** Work that waits behind a tab: urgent tasks, items in Review. */
export type TabCounts = { today: number; review: number }
