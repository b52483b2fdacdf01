"use client"

import { useEffect, useRef } from "react"
import { DecidedList } from "@/components/review/decided-list"
import { ItemPane } from "@/components/review/item-pane"
import { Panes, useDock } from "@/components/review/panes"
import { QueueFilters } from "@/components/review/queue-filters"
import { useSelection } from "@/components/review/selection"
import { ownSteps } from "@/components/review/undo-store"
import type { Powers } from "@/components/review/use-decision"
import { useHeldFocus } from "@/components/review/use-held-focus"
import { useQueueKeys } from "@/components/review/use-queue-keys"
import { useTakeBack } from "@/components/review/use-take-back"
import type { RecentDecisions, ReviewQueue } from "@/lib/review/item"
import type { Command } from "@/lib/review/keys"

type DecidedScreenProps = {
  initial: RecentDecisions
  queue: Pick<ReviewQueue, "counts" | "over">
  powers: Powers
  staffId: string
}

/** What was decided lately, and the reply that is open. */
export function DecidedScreen({ initial, queue, powers, staffId }: DecidedScreenProps) {
  const { selected: open, select } = useSelection()
  const dock = useDock()
  useEffect(() => ownSteps(staffId), [staffId])
  const place = useRef<HTMLDivElement>(null)
  const restore = useRef(() => {
    ;(place.current?.querySelector<HTMLElement>("[data-row]") ?? place.current)?.focus()
  })
  useHeldFocus(restore)
  const { takeBack } = useTakeBack()
  const undo = useRef((command: Command) => {
    if (command === "undo") takeBack()
    return command === "undo"
  })
  useQueueKeys(undo)
  const close = () => select(null)
  return (
    <>
      <QueueFilters asked={null} counts={queue.counts} over={queue.over} />
      <Panes dock={dock} isOpen={open !== null}>
        <div ref={place} tabIndex={-1} className="outline-none">
          <DecidedList
            initial={initial}
            canUndo={powers.canLink}
            onOpen={(id) => select({ kind: "reply", id })}
          />
        </div>
      </Panes>
      {dock.isReady ? (
        <ItemPane
          {...{ open, powers }}
          dock={dock.element}
          takesFocus={() => true}
          onClose={close}
          onDecided={close}
        />
      ) : null}
    </>
  )
}
