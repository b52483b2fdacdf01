/** What other rules would change; `lookedAt` is less than `patients` where those are many. */
export type AttentionPreview = {
  listed: number
  wouldBe: number
  lookedAt: number
  patients: number
}
