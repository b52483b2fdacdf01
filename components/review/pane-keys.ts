import { SECOND_MS } from "@/lib/time"

const WAIT_MS = 5 * SECOND_MS
/** How long a loaded pane may take until it shows what it offers. */
const SETTLE_MS = 2 * SECOND_MS
let turn = 0
let waiting = 0
const FOCUSABLE = "input:not(:disabled), select, textarea, button:not(:disabled)"

/**
 * Does in the item's pane what a key asks for, once the pane has come: a button is pressed, a form
 * is taken to its first open question. Answers false when the item offers no such thing.
 */
export async function runInPane(itemId: string, key: string): Promise<boolean> {
  const mine = ++turn
  waiting = mine
  let settled = performance.now() + SETTLE_MS
  const control = await appears(() => {
    if (mine !== turn) return "late"
    const pane = paneOf(itemId)
    if (!pane || pane.querySelector("[data-skeleton]")) settled = performance.now() + SETTLE_MS
    return controlFor(itemId, key) ?? (performance.now() > settled ? "none" : null)
  })
  if (waiting === mine) waiting = 0
  if (control === "late") return true
  if (!control || control === "none") return false
  if (control instanceof HTMLButtonElement && key !== "l") control.click()
  else entranceOf(control).focus()
  return true
}

/** Whether a key still waits for its pane: what is typed meanwhile is meant for what it opens. */
export function isWaitingForPane(): boolean {
  return waiting !== 0
}

/** Whoever moves on does not want it any more. */
export function stopWaiting(): void {
  turn += 1
  waiting = 0
}

/** Presses what stands under a key within `place`, at once. */
export function press(place: Element | null, key: string): boolean {
  const control = place?.querySelector<HTMLElement>(`[aria-keyshortcuts~="${key}"]`)
  control?.click()
  return Boolean(control)
}

/** Takes the focus to an item's pane. */
export async function focusPane(itemId: string): Promise<void> {
  stopWaiting()
  const pane = await appears(() => paneOf(itemId))
  pane?.focus()
}

export function paneOf(itemId: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-sheet="${CSS.escape(itemId)}"]`)
}

function controlFor(itemId: string, key: string): HTMLElement | null {
  const pane = paneOf(itemId)
  const named = pane?.querySelector<HTMLElement>(`[aria-keyshortcuts~="${key}"]`)
  if (named || key !== "r") return named ?? null
  // The button that sends again is shared with the log of messages, which knows no keys.
  return pane?.querySelector<HTMLElement>("[data-sends-again]") ?? null
}

/** Of a form the first question without an answer, else its button; of all others itself. */
function entranceOf(control: HTMLElement): HTMLElement {
  if (!(control instanceof HTMLFormElement)) {
    return control.matches(FOCUSABLE)
      ? control
      : (control.querySelector<HTMLElement>(FOCUSABLE) ?? control)
  }
  const open = [...control.querySelectorAll("fieldset")].find(
    (question) => question.querySelector("input") && !question.querySelector("input:checked"),
  )
  const first = open?.querySelector<HTMLElement>(FOCUSABLE)
  return first ?? control.querySelector<HTMLElement>("[type=submit]") ?? control
}

function appears<T>(find: () => T | null): Promise<T | null> {
  const until = performance.now() + WAIT_MS
  return new Promise((resolve) => {
    const look = () => {
      const found = find()
      if (found || performance.now() > until) resolve(found)
      else requestAnimationFrame(look)
    }
    look()
  })
}
