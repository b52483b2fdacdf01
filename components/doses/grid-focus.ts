import type { KeyboardEvent } from "react"
import { addDays } from "@/lib/local-date"

const WEEK_DAYS = 7

/** The dose's button that an event happened on. */
export function doseButton(target: EventTarget | null): HTMLButtonElement | null {
  return target instanceof Element ? target.closest<HTMLButtonElement>("button[data-dose]") : null
}

/** The day of the head that an event happened on. */
export function headDay(target: EventTarget | null): string | undefined {
  const head = target instanceof Element ? target.closest<HTMLElement>("[data-day]") : null
  return head?.dataset.day
}

/** The cell of a dose, where the grid shows it. */
export function doseCell(grid: Element | null, doseId: string): HTMLButtonElement | null {
  return grid?.querySelector(`button[data-dose="${CSS.escape(doseId)}"]`) ?? null
}

/** The cell that Tab leads to. */
export function tabStop(grid: Element | null): HTMLButtonElement | null {
  return grid?.querySelector('button[data-dose][tabindex="0"]') ?? null
}

/**
 * Roving tabindex over the grid's buttons, in the document itself: a state would render hundreds
 * of cells for one step. Left and right keep to the row, in reading direction; up and down to the
 * day. Returns where the focus is now; null: the key moves nothing.
 */
export function moveFocus(event: KeyboardEvent): HTMLButtonElement | null {
  const from = doseButton(event.target)
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return null
  const to = destination(from, event.key)
  if (!to) return null
  event.preventDefault()
  if (to !== from) {
    from.tabIndex = -1
    to.tabIndex = 0
    to.focus()
  }
  return to
}

function destination(from: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
  const row = from.closest("[data-row]")
  if (!row) return undefined
  const cells = buttonsOf(row)
  const at = cells.indexOf(from)
  const isMirrored = getComputedStyle(row).direction === "rtl"
  switch (key) {
    case "ArrowLeft":
      return cells[isMirrored ? at + 1 : at - 1] ?? from
    case "ArrowRight":
      return cells[isMirrored ? at - 1 : at + 1] ?? from
    case "PageUp":
      return cells.findLast((cell) => dateOf(cell) <= addDays(dateOf(from), -WEEK_DAYS)) ?? cells[0]
    case "PageDown":
      return cells.find((cell) => dateOf(cell) >= addDays(dateOf(from), WEEK_DAYS)) ?? cells.at(-1)
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
    const found = cells.findLast((cell) => dateOf(cell) <= dateOf(from)) ?? cells[0]
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
