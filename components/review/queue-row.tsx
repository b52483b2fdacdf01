"use client"

import { Eye } from "lucide-react"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { ISOLATED } from "@/components/composer/isolated"
import { usePresence } from "@/components/live/use-presence"
import { useShortAdvice, useSpanWords } from "@/components/review/evidence-words"
import { useReplyWords } from "@/components/review/reply-words"
import { Checkbox } from "@/components/ui/checkbox"
import { useClock } from "@/components/ui/clock"
import { cn } from "@/components/ui/cn"
import { PersonName, usePersonName } from "@/components/ui/person-name"
import { Quoted } from "@/components/ui/quoted"
import { Time } from "@/components/ui/time"
import type { QueueItem, ReviewItem } from "@/lib/review/item"
import { againstTarget, targetSpan } from "@/lib/review/targets"

export type QueueRowProps = {
  item: QueueItem
  zone: string
  /** Its pane is open. */
  isOpen: boolean
  /** Tab leads to it. */
  isCurrent: boolean
  isMarked: boolean
  onFocus: () => void
  /** By keyboard, the focus follows into the pane. */
  onOpen: (byKeyboard: boolean) => void
  onMark: () => void
}

/** One shape for all: what came in, from whom, why it is here, what is suggested, how old it is. */
export function QueueRow(props: QueueRowProps) {
  const { item, zone, isOpen, isCurrent, isMarked, onFocus, onOpen, onMark } = props
  const t = useTranslations("review.row")
  const words = useReplyWords()
  const advice = useShortAdvice()
  const isUrgent = item.filter === "safety"
  return (
    <li
      className={cn(
        "relative flex animate-tint border-b",
        isUrgent && "before:absolute before:inset-y-0 before:start-0 before:w-0.5 before:bg-danger",
        isMarked && "bg-subtle",
        isOpen && "bg-primary-soft",
      )}
    >
      <span className="grid w-10 shrink-0 place-items-center">
        {item.kind === "reply" ? (
          <Checkbox
            checked={isMarked}
            onChange={onMark}
            tabIndex={isCurrent ? 0 : -1}
            aria-label={t("select", {
              name: item.patientName ?? item.phone ?? t("unknownSelect"),
            })}
          />
        ) : null}
      </span>
      <button
        type="button"
        data-row={item.id}
        tabIndex={isCurrent ? 0 : -1}
        onFocus={onFocus}
        onClick={(event) => onOpen(event.detail === 0)}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={cn(
          "grid min-h-16 min-w-0 flex-1 gap-x-4 gap-y-0.5 py-2 pe-4 text-start text-sm focus-visible:-outline-offset-2 md:grid-cols-[minmax(0,1fr)_auto] md:pe-3",
          !isOpen && "hover:bg-subtle",
        )}
      >
        <span className={cn("truncate", item.kind === "reply" && "font-medium")}>
          <QuotedWords item={item} />
        </span>
        <Age item={item} zone={zone} />
        <span className="md:truncate">
          <Sender item={item} />
          <span className={isUrgent ? "font-medium text-danger" : "text-muted-foreground"}>
            {" · "}
            {words.whyHere(item)}
          </span>
        </span>
        <span className="truncate text-muted-foreground md:max-w-72 md:text-end">
          <Watchers itemId={item.id} />
          {advice(item)}
        </span>
      </button>
    </li>
  )
}

/** How old it is, against how old it may become. */
function Age({ item, zone }: { item: QueueItem; zone: string }) {
  const t = useTranslations("review.age")
  const span = useSpanWords()
  const standing = againstTarget(item, useClock())
  const isUrgent = item.filter === "safety"
  return (
    <span className="text-muted-foreground tabular-nums max-md:order-last md:text-end">
      <Time instant={item.at} zone={zone} />
      {" · "}
      <span
        title={t("target", { span: span(targetSpan(item.filter)) })}
        className={cn(
          standing.isOver && "font-medium",
          standing.isOver && (isUrgent ? "text-danger" : "text-warning"),
        )}
        // The server's minute may be over when the browser takes up.
        suppressHydrationWarning
      >
        {standing.span
          ? t(standing.isOver ? "past" : "left", { span: span(standing.span) })
          : t("justOver")}
      </span>
    </span>
  )
}

function Watchers({ itemId }: { itemId: string }) {
  const t = useTranslations("review.presence")
  const nameOf = usePersonName()
  const names = usePresence(itemId)
  if (names.length === 0) return null
  return (
    <span className="text-primary">
      <Eye aria-hidden className="me-1 inline size-4" />
      {t("row", { names: names.map(nameOf).join(", "), n: names.length })}
      {" · "}
    </span>
  )
}

/** A person's own words in quotation marks; a message of ours is said to be one. */
export function QuotedWords({ item }: { item: Pick<ReviewItem, "kind" | "words"> }) {
  const t = useTranslations("review.row")
  if (item.words === null) return <em className="font-normal">{t("unreadable")}</em>
  if (item.words.trim() === "") return <em className="font-normal">{t("wordless")}</em>
  const words = <Quoted>{item.words}</Quoted>
  if (item.kind !== "message") return words
  return (
    <span className="text-muted-foreground">
      {t.rich("ours", { words: () => <span className="text-foreground">{words}</span> })}
    </span>
  )
}

function Sender({ item }: { item: ReviewItem }): ReactNode {
  const t = useTranslations("review.row")
  const nameOf = usePersonName()
  const words = useReplyWords()
  const { patientName: name, phone, senderKind } = item
  if (item.kind === "message") return t.rich("to", { name: nameOf(name ?? ""), ...ISOLATED })
  if (name) return <PersonName of={name} />
  const kind = senderKind && senderKind !== "patient" ? words.sender(senderKind) : ""
  if (!phone) return kind || t("unknown")
  return kind ? t.rich("kindPhone", { kind, phone, ...ISOLATED }) : <bdi dir="ltr">{phone}</bdi>
}
