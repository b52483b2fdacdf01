"use client"

import type { ReactNode } from "react"
import { PresenceNote } from "@/components/review/presence-note"
import { ReplyPane } from "@/components/review/reply-pane"
import type { Selected } from "@/components/review/selection"
import { SendPane } from "@/components/review/send-pane"
import type { Powers } from "@/components/review/use-decision"
import { useTellReview } from "@/components/review/use-tell-review"
import { Sheet } from "@/components/ui/sheet"

type ItemPaneProps = {
  open: Selected | null
  /** The column that it stands in; null: it lies over the page. */
  dock: HTMLElement | null
  powers: Powers
  takesFocus: () => boolean
  onClose: () => void
  onDecided: (id: string) => void
}

/** The open item, beside the list or over it; the others are told that somebody looks at it. */
export function ItemPane({ open, dock, powers, takesFocus, onClose, onDecided }: ItemPaneProps) {
  useTellReview(open)
  return (
    <Sheet
      open={open !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      dock={dock}
      itemId={open?.id}
      notice={open ? <PresenceNote itemId={open.id} /> : null}
      takesFocus={takesFocus}
    >
      {open ? (
        <Item key={open.id} open={open} powers={powers} onDecided={() => onDecided(open.id)} />
      ) : null}
    </Sheet>
  )
}

type ItemProps = { open: Selected; powers: Powers; onDecided: () => void }

function Item({ open, powers, onDecided }: ItemProps): ReactNode {
  if (open.kind === "message") {
    return <SendPane messageId={open.id} powers={powers} onDecided={onDecided} />
  }
  return <ReplyPane replyId={open.id} powers={powers} onDecided={onDecided} />
}
