"use client"

import { cn } from "@/components/ui/cn"
import { Time } from "@/components/ui/time"
import type { ReviewItem } from "@/lib/review/item"
import { senderWords, whyHere } from "@/lib/review/words"

const columns =
  "md:grid md:grid-cols-[minmax(0,5fr)_minmax(0,3fr)_minmax(0,6fr)_7rem] md:items-center md:gap-4"

/** The columns' names, where there are columns. */
export function QueueHead() {
  return (
    <div
      aria-hidden
      className={cn("hidden h-9 border-b px-3 font-medium text-muted-foreground text-xs", columns)}
    >
      <span>What came in</span>
      <span>From</span>
      <span>Why it is here</span>
      <span className="text-right">Age</span>
    </div>
  )
}

type QueueRowProps = { item: ReviewItem; zone: string; isOpen: boolean; onOpen: () => void }

/** What came in, from whom, why it is here, how long ago. On a phone: words, reason, sender and age. */
export function QueueRow({ item, zone, isOpen, onOpen }: QueueRowProps) {
  const isUrgent = item.filter === "safety"
  return (
    <li
      className={cn(
        "relative animate-tint border-b",
        isUrgent && "before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-danger",
      )}
    >
      <button
        type="button"
        onClick={onOpen}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={cn(
          "grid min-h-11 w-full gap-0.5 px-4 py-2 md:px-3 text-left text-sm hover:bg-subtle focus-visible:-outline-offset-2",
          columns,
          isOpen && "bg-primary-soft hover:bg-primary-soft",
        )}
      >
        <span className={cn("truncate font-medium", item.kind === "message" && "font-normal")}>
          <QuotedWords item={item} />
        </span>
        <span className="truncate max-md:order-3 max-md:text-muted-foreground max-md:text-xs">
          <Sender item={item} />
          <span className="md:hidden">
            {" · "}
            <Time instant={item.at} zone={zone} />
          </span>
        </span>
        <span
          className={cn(
            "md:truncate",
            isUrgent ? "font-medium text-danger" : "text-muted-foreground",
          )}
        >
          {whyHere(item)}
        </span>
        <span className="text-right text-muted-foreground max-md:hidden">
          <Time instant={item.at} zone={zone} />
        </span>
      </button>
    </li>
  )
}

/** A person's own words in quotation marks; a message of ours is said to be one. */
export function QuotedWords({ item }: { item: Pick<ReviewItem, "kind" | "words"> }) {
  if (item.words === null) return <em className="font-normal">Words could not be read</em>
  if (item.words.trim() === "") return <em className="font-normal">A text without words</em>
  return (
    <>
      {item.kind === "message" ? <span className="text-muted-foreground">Our text: </span> : null}
      <bdi>“{item.words}”</bdi>
    </>
  )
}

function Sender({ item }: { item: ReviewItem }) {
  if (item.kind === "message") return <>To {item.patientName}</>
  if (item.patientName) return <>{item.patientName}</>
  const kind = item.senderKind && item.senderKind !== "patient" ? senderWords(item.senderKind) : ""
  if (!item.phone) return <>{kind || "Unknown sender"}</>
  return (
    <>
      {kind ? `${kind}, ` : ""}
      {item.phone}
    </>
  )
}
