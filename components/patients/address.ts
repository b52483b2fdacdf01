/** Puts a parameter into the address without a navigation; null takes it away. */
export function replaceInAddress(name: string, value: string | null): void {
  const url = new URL(window.location.href)
  if (value === null) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  window.history.replaceState(null, "", url)
}
