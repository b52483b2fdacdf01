import type { KeyboardEvent } from "react"

const WEEK = 7

/** The dose's button that an event happened on. */
export function doseButton(target: EventTarget): HTMLButtonElement | null {
  return target instanceof Element ? target.closest<HTMLButtonElement>("button[data-dose]") : null
}

/**
 * Roving tabindex over the grid's buttons, in the document itself: a state would render hundreds
 * of cells for one step. Left and right keep to the row, up and down to the day.
 */
export function moveFocus(event: KeyboardEvent): void {
  const from = doseButton(event.target)
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return
  const to = destination(from, event.key)
  if (!to) return
  event.preventDefault()
  if (to === from) return
  from.tabIndex = -1
  to.tabIndex = 0
  to.focus()
}

function destination(from: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
  const row = from.closest("[data-row]")
  if (!row) return undefined
  const cells = buttonsOf(row)
  const at = cells.indexOf(from)
  switch (key) {
    case "ArrowLeft":
      return cells[at - 1] ?? from
    case "ArrowRight":
      return cells[at + 1] ?? from
    case "PageUp":
      return cells[Math.max(0, at - WEEK)]
    case "PageDown":
      return cells[Math.min(cells.length - 1, at + WEEK)]
    case "Home":
      return cells[0]
    case "End":
      return cells.at(-1)
    case "ArrowUp":
      return sameDay(from, row.previousElementSibling, "previousElementSibling")
    case "ArrowDown":
      return sameDay(from, row.nextElementSibling, "nextElementSibling")
    default:
      return undefined
  }
}

type Direction = "previousElementSibling" | "nextElementSibling"

/** The cell of that day in the next row that has any, or the last one before it, or its first. */
function sameDay(from: HTMLButtonElement, start: Element | null, direction: Direction) {
  for (let row = start; row; row = row[direction]) {
    const cells = buttonsOf(row)
    const before = cells.filter((cell) => dateOf(cell) <= dateOf(from))
    const found = before.at(-1) ?? cells[0]
    if (found) return found
  }
  return from
}

function buttonsOf(row: Element): HTMLButtonElement[] {
  return [...row.querySelectorAll<HTMLButtonElement>("button[data-dose]")]
}

function dateOf(cell: HTMLButtonElement): string {
  return cell.dataset.date ?? ""
}
