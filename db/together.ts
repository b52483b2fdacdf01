/**
 * Statements of one transaction, sent side by side. Answers once all have ended even where one fails,
 * since nothing may go on after its transaction; then throws the first failure.
 */
export async function together<T extends readonly unknown[]>(
  ...statements: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(statements)
  const values = settled.map((each) => {
    if (each.status === "rejected") throw each.reason
    return each.value
  })
  return values as { -readonly [K in keyof T]: Awaited<T[K]> }
}
