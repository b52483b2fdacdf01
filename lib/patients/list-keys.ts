export type ListCommand = "next" | "previous" | "preview" | "open" | "select" | "search" | "help"

export type ListPressed = {
  key: string
  hasModifier: boolean
  /** Where text is written, or a list chosen from: letters belong there. */
  isTyping: boolean
  /** On a row itself, not on what stands in it. */
  isOnRow: boolean
  /** On a button, link or other control that stands in no row. */
  isOnControl: boolean
}

const KEYS: Record<string, ListCommand> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  Enter: "preview",
  o: "open",
  x: "select",
  "/": "search",
  "?": "help",
}

/** What a key means in the patients list; null: it belongs to the browser or to what has the focus. */
export function listCommandOf(pressed: ListPressed): ListCommand | null {
  const { key, hasModifier, isTyping, isOnRow, isOnControl } = pressed
  if (hasModifier || isTyping) return null
  if (key === "Enter" && !isOnRow) return null
  if (key.startsWith("Arrow") && isOnControl) return null
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null
}

/** The keys as the help lists them; their words stand in the translation. */
export const LIST_KEYS: readonly { keys: readonly string[]; does: ListCommand | "close" }[] = [
  { keys: ["j", "↓"], does: "next" },
  { keys: ["k", "↑"], does: "previous" },
  { keys: ["Enter"], does: "preview" },
  { keys: ["Esc"], does: "close" },
  { keys: ["o"], does: "open" },
  { keys: ["x"], does: "select" },
  { keys: ["/"], does: "search" },
  { keys: ["?"], does: "help" },
]
