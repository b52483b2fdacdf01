"use client"

import { MessageSquare, NotebookPen } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { AddNote } from "@/components/conversation/add-note"
import { MessageItem, NoteItem, ReplyItem } from "@/components/conversation/thread-item"
import { type ThreadItem, threadItems } from "@/components/conversation/thread-items"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import type { PatientTimeline } from "@/lib/patients/timeline"

const FIRST_SHOWN = 20

type ThreadProps = {
  timeline: PatientTimeline
  /** A message or reply that the address names; it is shown and marked. */
  markedId: string | null
  mayWriteNotes: boolean
  onOpenDose: (doseId: string) => void
}

/** What was sent, what came back and what colleagues noted, the newest at the bottom. */
export function Thread({ timeline, markedId, mayWriteNotes, onOpenDose }: ThreadProps) {
  const [isWriting, setWriting] = useState(false)
  const [shown, setShown] = useState(FIRST_SHOWN)
  const items = threadItems(timeline)
  const marked = items.findIndex((item) => item.id === markedId)
  const from = Math.min(Math.max(0, items.length - shown), marked < 0 ? items.length : marked)
  const scroller = useNewestInView(items.at(-1)?.id, markedId)
  const labels = new Map(
    timeline.doses.map((dose) => [dose.id, `${dose.day} ${dose.slot} ${dose.medication}`]),
  )
  const { zone } = timeline.patient
  const show = (item: ThreadItem) => {
    if (item.kind === "note") return <NoteItem key={item.id} {...{ item, zone }} />
    const about = { zone, labels, onOpenDose, marked: item.id === markedId }
    return item.kind === "message" ? (
      <MessageItem key={item.id} item={item} {...about} />
    ) : (
      <ReplyItem key={item.id} item={item} {...about} />
    )
  }
  return (
    <section aria-labelledby="thread-title" className="flex min-h-0 flex-col gap-3">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <h2 id="thread-title" className="font-semibold text-base">
          Messages and replies
        </h2>
        {mayWriteNotes && !isWriting ? (
          <Button size="sm" variant="ghost" onClick={() => setWriting(true)}>
            <NotebookPen aria-hidden />
            Add note
          </Button>
        ) : null}
      </div>
      {isWriting ? (
        <AddNote patientId={timeline.patient.id} onDone={() => setWriting(false)} />
      ) : null}
      {items.length === 0 ? (
        <EmptyState
          as="h3"
          icon={<MessageSquare aria-hidden />}
          title={`Nothing was sent in the last ${timeline.days} days`}
        >
          Reminders and what the patient answers appear here by themselves.
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: the section around it is the landmark
        <div
          ref={scroller}
          role="group"
          aria-labelledby="thread-title"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[36rem] overflow-y-auto overscroll-contain rounded-md border bg-surface print:max-h-none"
        >
          {from > 0 ? (
            <div className="flex justify-center p-2">
              <Button size="sm" variant="ghost" onClick={() => setShown(shown + 40)}>
                Show earlier messages
              </Button>
            </div>
          ) : null}
          <ol className="grid gap-4 p-4" aria-live="polite" aria-relevant="additions">
            {items.slice(from).map(show)}
          </ol>
        </div>
      )}
    </section>
  )
}

/** Keeps the newest in view when it arrives, and the marked one at the beginning. */
function useNewestInView(newestId: string | undefined, markedId: string | null) {
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = scroller.current
    if (!box || newestId === undefined) return
    const target = markedId ? box.querySelector<HTMLElement>(`#item-${CSS.escape(markedId)}`) : null
    box.scrollTop = target
      ? target.offsetTop - box.offsetTop - box.clientHeight / 3
      : box.scrollHeight
  }, [newestId, markedId])
  return scroller
}
