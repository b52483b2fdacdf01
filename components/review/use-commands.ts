import { useTranslations } from "next-intl"
import { type RefObject, useEffect, useRef } from "react"
import { isWaitingForPane, press, runInPane, stopWaiting } from "@/components/review/pane-keys"
import type { Selected } from "@/components/review/selection"
import type { useMarks } from "@/components/review/use-marks"
import { useQueueKeys } from "@/components/review/use-queue-keys"
import { useTakeBack } from "@/components/review/use-take-back"
import type { useWalk } from "@/components/review/use-walk"
import { type Command, PANE_KEYS } from "@/lib/review/keys"

type Commanded = {
  open: Selected | null
  isDocked: boolean
  walk: ReturnType<typeof useWalk>
  marks: ReturnType<typeof useMarks>
  bar: RefObject<HTMLElement | null>
  select: (item: Selected | null) => void
  onOpen: (item: Selected, byKeyboard: boolean) => void
  showHelp: () => void
  say: (words: string) => void
}

/** Does what the keys of Review ask for. */
export function useCommands(at: Commanded): void {
  const t = useTranslations("review.queue")
  const { takeBack } = useTakeBack()
  const run = useRef<(command: Command) => boolean>(() => false)
  useEffect(() => {
    run.current = (command) => {
      const isMoving = command === "next" || command === "previous" || command === "back"
      if (isMoving) stopWaiting()
      else if (isWaitingForPane()) return true
      if (command === "next" || command === "previous") {
        at.walk.move(command === "next" ? 1 : -1)
        return true
      }
      if (command === "back") return goBack(at)
      if (command === "help") at.showHelp()
      else if (command === "undo") takeBack()
      else
        return onItem(
          { ...at, said: { onlyReplies: t("onlyReplies"), noAction: t("noAction") } },
          command,
        )
      return true
    }
  })
  useQueueKeys(run)
}

/** What is open and has the focus is meant, else the row where the keyboard stands. */
function meant({ open, walk }: Commanded): Selected | null {
  if (open && document.activeElement?.closest("[data-sheet]")) return open
  return walk.item ?? open
}

/** What is said where a key means nothing. */
type Said = Record<"onlyReplies" | "noAction", string>

function onItem(at: Commanded & { said: Said }, command: Command): boolean {
  const item = meant(at)
  if (command === "equals" || command === "mark") {
    if (!at.walk.item) return false
    if (at.walk.item.kind !== "reply") at.say(at.said.onlyReplies)
    else if (command === "mark") at.marks.toggle(at.walk.item)
    else at.marks.markEquals(at.walk.item)
    return true
  }
  const key = PANE_KEYS[command]
  if (key && at.marks.marked.length > 0 && press(at.bar.current, key)) return true
  if (!item) return false
  if (!key) at.onOpen(item, true)
  else {
    if (item.id !== at.open?.id) at.onOpen(item, false)
    runInPane(item.id, key).then((isDone) => {
      if (!isDone) at.say(at.said.noAction)
    })
  }
  return true
}

/** From the pane to the list, then the pane closes, then nothing is selected any more. */
function goBack({ open, isDocked, walk, marks, select }: Commanded): boolean {
  if (open && !isDocked) return false
  if (open && document.activeElement?.closest("[data-sheet]")) walk.restore()
  else if (open) select(null)
  else if (marks.marked.length > 0) marks.clear()
  else return false
  return true
}
