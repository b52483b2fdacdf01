/**
 * Puts the focus on the element with this id if what had it has just gone from the page, once the
 * page has been drawn without it.
 */
export function keepFocus(id: string): void {
  requestAnimationFrame(() => {
    const focused = document.activeElement
    if (focused && focused !== document.body) return
    document.getElementById(id)?.focus()
  })
}
