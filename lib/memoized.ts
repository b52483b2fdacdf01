/**
 * A pure function of texts and numbers that remembers its last `most` different answers, for those
 * that are dear and asked the same again and again. What it throws is not remembered.
 */
export function memoized<A extends readonly (string | number)[], T>(
  most: number,
  work: (...args: A) => T,
): (...args: A) => T {
  const known = new Map<string, { value: T }>()
  return (...args) => {
    const key = args.join("\u0000")
    const found = known.get(key)
    if (found) return found.value
    const value = work(...args)
    const oldest = known.size >= most ? known.keys().next().value : undefined
    if (oldest !== undefined) known.delete(oldest)
    known.set(key, { value })
    return value
  }
}
