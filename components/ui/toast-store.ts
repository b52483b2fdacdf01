export type ToastOptions = {
  description?: string
  action?: { label: string; onClick: () => void }
  durationMs?: number
}

export type ToastItem = ToastOptions & { id: number; kind: "done" | "error"; title: string }

const MOST_AT_ONCE = 3

let items: ToastItem[] = []
let nextId = 1
const listeners = new Set<() => void>()

function set(next: ToastItem[]): void {
  items = next
  for (const listener of listeners) listener()
}

function add(kind: ToastItem["kind"], title: string, options: ToastOptions = {}): number {
  const id = nextId++
  set([...items, { ...options, id, kind, title }].slice(-MOST_AT_ONCE))
  return id
}

/** What was done, in a word: "Reminder queued". For what went wrong use `toast.error`. */
export const toast = Object.assign(
  (title: string, options?: ToastOptions) => add("done", title, options),
  { error: (title: string, options?: ToastOptions) => add("error", title, options) },
)

export function dismissToast(id: number): void {
  set(items.filter((item) => item.id !== id))
}

export function readToasts(): ToastItem[] {
  return items
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
