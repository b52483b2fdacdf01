export type Command =
  | "next"
  | "previous"
  | "open"
  | "back"
  | "link"
  | "dismiss"
  | "answer"
  | "task"
  | "retry"
  | "undo"
  | "mark"
  | "equals"
  | "help"

export type Pressed = {
  key: string
  hasModifier: boolean
  /** Where text is written, or a list chosen from: letters belong there. */
  isTyping: boolean
  /** On a checkbox or radio: its arrows and the space bar are its own. */
  isChoosing: boolean
  /** On a button, link or other control of the page that is no row. */
  isOnControl: boolean
}

const KEYS: Record<string, Command> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  Enter: "open",
  Escape: "back",
  l: "link",
  d: "dismiss",
  a: "answer",
  t: "task",
  r: "retry",
  u: "undo",
  x: "mark",
  e: "equals",
  "?": "help",
}

/** What a key means in Review; null: it belongs to the browser or to what has the focus. */
export function commandOf(pressed: Pressed): Command | null {
  const { key, hasModifier, isTyping, isChoosing, isOnControl } = pressed
  if (hasModifier) return null
  if (key === "Escape") return "back"
  if (isTyping) return null
  const isArrow = key.startsWith("Arrow")
  if (isChoosing && (isArrow || key === "Enter")) return null
  if (isOnControl && (isArrow || key === "Enter")) return null
  return KEYS[key.length === 1 ? key.toLowerCase() : key] ?? null
}

/** The key under which the open item's controls are found, as they name it in `aria-keyshortcuts`. */
export const PANE_KEYS: Partial<Record<Command, string>> = {
  link: "l",
  dismiss: "d",
  answer: "a",
  task: "t",
  retry: "r",
}

/** The keys in the order in which the help lists them. */
export const KEY_HELP: readonly { keys: readonly string[]; does: Command }[] = [
  { keys: ["j", "↓"], does: "next" },
  { keys: ["k", "↑"], does: "previous" },
  { keys: ["Enter"], does: "open" },
  { keys: ["Esc"], does: "back" },
  { keys: ["l"], does: "link" },
  { keys: ["d"], does: "dismiss" },
  { keys: ["a"], does: "answer" },
  { keys: ["t"], does: "task" },
  { keys: ["r"], does: "retry" },
  { keys: ["u"], does: "undo" },
  { keys: ["x"], does: "mark" },
  { keys: ["e"], does: "equals" },
  { keys: ["?"], does: "help" },
]
