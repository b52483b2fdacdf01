/** Puts a parameter into the address without a navigation; null takes it away. */
export function replaceInAddress(name: string, value: string | null): void {
  replaceAllInAddress({ [name]: value })
}

/** Several at once; those that are not named stay. */
export function replaceAllInAddress(params: Record<string, string | null>): void {
  const url = new URL(window.location.href)
  for (const [name, value] of Object.entries(params)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  if (url.href !== window.location.href) window.history.replaceState(null, "", url)
}
