import { useState } from "react"
import type { QueueItem } from "@/lib/review/item"

const NONE: ReadonlySet<string> = new Set()

/** Which replies of the list are selected, to be decided together; what leaves it is selected no more. */
export function useMarks(items: readonly QueueItem[]) {
  const [ids, setIds] = useState(NONE)
  const marked = items.filter(({ id }) => ids.has(id))
  const kinds = new Set(marked.map(({ sameness }) => sameness))
  const equals = items.filter(({ sameness }) => sameness !== null && kinds.has(sameness))
  const toggle = ({ id, kind }: QueueItem) => {
    if (kind !== "reply") return
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    setIds(next)
  }
  return {
    marked,
    isMarked: (id: string) => ids.has(id),
    toggle,
    /** All that have the words and the reason of one that is selected. */
    equals,
    markEquals: (like: QueueItem | null) => {
      const wanted = kinds.size > 0 || !like ? kinds : new Set([like.sameness])
      setIds(
        new Set(
          items.flatMap(({ id, sameness }) => (sameness && wanted.has(sameness) ? [id] : [])),
        ),
      )
    },
    clear: () => setIds(NONE),
  }
}
