import type { ReactNode } from "react"
import { Flags, Words } from "@/components/adherence/evidence-messages"
import type { ThreadItem } from "@/components/conversation/thread-items"
import { messageWords, type Tone } from "@/components/conversation/words"
import { cn } from "@/components/ui/cn"
import { Time } from "@/components/ui/time"
import { KIND_WORDS } from "@/lib/messages/words"
import { INTENT_WORDS, REASON_WORDS, REPLY_STATE_WORDS } from "@/lib/replies/words"

type ItemProps<Kind extends ThreadItem["kind"]> = {
  item: Extract<ThreadItem, { kind: Kind }>
  zone: string
  marked: boolean
  /** Day and time of each dose, by its id. */
  labels: ReadonlyMap<string, string>
  onOpenDose: (doseId: string) => void
}

const TONE: Record<Tone, string> = {
  neutral: "text-muted-foreground",
  warning: "text-warning",
  danger: "text-danger",
}

export function MessageItem({ item, zone, marked, ...doses }: ItemProps<"message">) {
  const { message } = item
  const { label, detail, tone } = messageWords(message)
  return (
    <li id={`item-${item.id}`} className="grid justify-items-end gap-1 pl-10">
      <div
        className={cn(
          "max-w-full whitespace-pre-wrap break-words rounded-md bg-hover px-3 py-2 text-sm",
          marked && "outline-2 outline-primary",
        )}
      >
        {message.body}
      </div>
      <p className="text-right text-muted-foreground text-xs">
        {KIND_WORDS[message.kind]}
        {message.by ? ` by ${message.by}` : ""} ·{" "}
        <Time instant={item.at} zone={zone} form="short" /> ·{" "}
        <span key={message.state} className={cn("animate-tint font-medium", TONE[tone])}>
          {label}
        </span>
      </p>
      {detail ? <p className={cn("text-right text-xs", TONE[tone])}>{detail}</p> : null}
      <About ids={item.about} {...doses} />
    </li>
  )
}

export function ReplyItem({ item, zone, marked, ...doses }: ItemProps<"reply">) {
  const { reply } = item
  const waits = reply.state === "review" || reply.state === "unmatched"
  return (
    <li id={`item-${item.id}`} className="grid animate-tint justify-items-start gap-1 pr-10">
      <div
        className={cn(
          "max-w-full rounded-md border border-input/60 px-3 py-2",
          marked && "outline-2 outline-primary",
        )}
      >
        <Words body={reply.body} />
      </div>
      <p className="text-muted-foreground text-xs">
        <Time instant={item.at} zone={zone} form="short" /> ·{" "}
        <span className={cn("font-medium", waits && TONE.warning)}>
          {REPLY_STATE_WORDS[reply.state]}
          {reply.state === "applied" && reply.intent
            ? ` as ${INTENT_WORDS[reply.intent].toLowerCase()}`
            : ""}
        </span>
        {reply.reason && reply.state !== "applied" ? ` · ${REASON_WORDS[reply.reason]}` : ""}
      </p>
      <Flags flags={reply.flags} />
      <About ids={item.about} {...doses} />
    </li>
  )
}

/** Across the thread, for it is neither side's. */
export function NoteItem({ item, zone }: Pick<ItemProps<"note">, "item" | "zone">) {
  const { note } = item
  return (
    <li id={`item-${item.id}`} className="grid animate-tint gap-1 border-primary border-l-2 pl-3">
      <p className="max-w-full whitespace-pre-wrap break-words text-sm">{note.body}</p>
      <p className="text-muted-foreground text-xs">
        Note by {note.by ?? "a colleague"} · <Time instant={item.at} zone={zone} form="short" />
      </p>
    </li>
  )
}

type AboutProps = { ids: string[] } & Pick<ItemProps<"reply">, "labels" | "onOpenDose">

function About({ ids, labels, onOpenDose }: AboutProps): ReactNode {
  if (ids.length === 0) return null
  return (
    <p className="text-muted-foreground text-xs">
      {"About "}
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 ? ", " : ""}
          <button
            type="button"
            onClick={() => onOpenDose(id)}
            className="rounded-sm text-primary underline-offset-4 hover:underline"
          >
            {labels.get(id)}
          </button>
        </span>
      ))}
    </p>
  )
}
