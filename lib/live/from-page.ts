/**
 * Data that came with the page: shown at once and read again as soon as it stands in the browser,
 * for what changed between its reading and the opening of the live stream was told to nobody.
 */
export function fromPage<T>(initialData: T): { initialData: T; initialDataUpdatedAt: number } {
  return { initialData, initialDataUpdatedAt: 0 }
}
