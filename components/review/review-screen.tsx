"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import { BulkBar } from "@/components/review/bulk-bar"
import { ItemPane } from "@/components/review/item-pane"
import { focusPane } from "@/components/review/pane-keys"
import { Panes, useDock } from "@/components/review/panes"
import { QueueFilters } from "@/components/review/queue-filters"
import { QueueList } from "@/components/review/queue-list"
import { ReviewKeysHelp } from "@/components/review/review-keys-help"
import { type Selected, useSelection } from "@/components/review/selection"
import { ownSteps } from "@/components/review/undo-store"
import { useCommands } from "@/components/review/use-commands"
import type { Powers } from "@/components/review/use-decision"
import { useHeldFocus } from "@/components/review/use-held-focus"
import { useMarks } from "@/components/review/use-marks"
import { type Asked, useQueueList } from "@/components/review/use-queue-list"
import { after, useWalk } from "@/components/review/use-walk"
import { ErrorState } from "@/components/ui/error-state"
import type { ReviewQueue } from "@/lib/review/item"

type ReviewScreenProps = {
  asked: Asked
  initial: ReviewQueue
  powers: Powers
  /** Whose decisions the key `u` takes back. */
  staffId: string
}

/** The queue, its filters and the item that is open. */
export function ReviewScreen({ asked, initial, powers, staffId }: ReviewScreenProps) {
  const t = useTranslations("review.queue")
  const list = useQueueList(asked, initial)
  const { open, onOpen, onDecided, select, takesFocus, walk, dock, said, say } = useWork(list)
  const marks = useMarks(list.items)
  const [isHelping, setHelping] = useState(false)
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => ownSteps(staffId), [staffId])
  useCommands({
    ...{ open, walk, marks, bar, select, onOpen, say },
    isDocked: dock.element !== null,
    showHelp: () => setHelping(true),
  })
  return (
    <>
      <QueueFilters asked={asked} counts={list.counts} over={list.over}>
        <ReviewKeysHelp open={isHelping} onOpenChange={setHelping} />
      </QueueFilters>
      {list.error ? (
        <ErrorState title={t("notRenewed")} onRetry={list.refetch}>
          {t("stale", { error: list.error.message })}
        </ErrorState>
      ) : null}
      <Panes dock={dock} isOpen={open !== null}>
        <BulkBar marks={marks} powers={powers} place={bar} onDone={list.hide} />
        <div ref={walk.place} tabIndex={-1} className="outline-none">
          <QueueList {...{ asked, list, walk, marks, open, onOpen }} />
        </div>
      </Panes>
      {dock.isReady ? (
        <ItemPane
          {...{ open, powers, takesFocus, onDecided }}
          dock={dock.element}
          onClose={() => select(null)}
        />
      ) : null}
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}

/** Opening, deciding and going on: what is open, where the keyboard stands, what is said of it. */
function useWork(list: ReturnType<typeof useQueueList>) {
  const t = useTranslations("review.queue")
  const { selected: open, select } = useSelection()
  const dock = useDock()
  const walk = useWalk(list.items)
  const [said, say] = useState("")
  const wantsFocus = useRef(false)
  const restore = useRef(() => {})
  useEffect(() => {
    restore.current = walk.restore
  })
  useHeldFocus(restore)

  const onOpen = ({ kind, id }: Selected, byKeyboard: boolean) => {
    walk.stand(id)
    wantsFocus.current = byKeyboard
    if (id !== open?.id) select({ kind, id })
    else if (byKeyboard) focusPane(id)
  }
  const onDecided = (id: string) => {
    const next = after(list.items, id)
    const left = list.items.filter((item) => item.id !== id).length
    list.hide([id])
    if (next) walk.goOn(next.id)
    wantsFocus.current = false
    select(next && dock.element ? { kind: next.kind, id: next.id } : null)
    say(next ? t("decidedNext", { n: left }) : t("decidedLast"))
  }
  const takesFocus = () => wantsFocus.current
  return { open, onOpen, onDecided, select, takesFocus, walk, dock, said, say }
}
