import { useEffect, useLayoutEffect, useRef, useState } from "react"

const NEAR_PX = 48

type Ends = {
  oldestId: string | undefined
  newestId: string | undefined
  /** What the address names. */
  markedId: string | null
  /** Where the new begins. */
  newId: string | null
}

/**
 * Begins at what is marked, where the new begins or at the newest, follows the newest as long as it
 * is in view, and stays where it is when older items come in above.
 */
export function useThreadScroll({ oldestId, newestId, markedId, newId }: Ends) {
  const scroller = useRef<HTMLDivElement>(null)
  const height = useRef(0)
  const follows = useRef(true)
  const [isAtNewest, setAtNewest] = useState(true)

  // biome-ignore lint/correctness/useExhaustiveDependencies: it runs when older items came in above
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    if (!follows.current && height.current > 0) box.scrollTop += box.scrollHeight - height.current
    height.current = box.scrollHeight
  }, [oldestId])

  const shownId = useRef<string | null>(null)
  const [start] = useState(newId)
  useEffect(() => {
    const box = scroller.current
    if (!box || newestId === undefined) return
    // Where the new begins is gone to once, a mark of the address whenever it changes.
    const goal = markedId ?? (shownId.current === null ? start : null)
    if (goal !== null && goal !== shownId.current) {
      const target = box.querySelector<HTMLElement>(`#item-${CSS.escape(goal)}`)
      if (target) box.scrollTop = target.offsetTop - box.offsetTop - box.clientHeight / 3
      shownId.current = goal
    } else if (follows.current) box.scrollTop = box.scrollHeight
    shownId.current ??= newestId
    height.current = box.scrollHeight
  }, [newestId, markedId, start])

  const onScroll = () => {
    const box = scroller.current
    if (!box) return
    const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
    follows.current = isNear
    height.current = box.scrollHeight
    setAtNewest(isNear)
  }
  const toNewest = () => {
    const box = scroller.current
    if (box) box.scrollTop = box.scrollHeight
  }
  return { scroller, onScroll, isAtNewest, toNewest }
}
