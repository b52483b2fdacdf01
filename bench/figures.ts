/** Of `values` in any order, the one below which `share` (0 to 1) of them lie; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const index = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)
  return sorted[Math.max(0, index)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}
