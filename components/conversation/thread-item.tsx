import { CornerDownLeft } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { changeWords } from "@/components/conversation/change-words"
import { type Tone, useMessageStanding } from "@/components/conversation/standing"
import { ReplyFlags, Said, useReplyState } from "@/components/conversation/thread-words"
import { useMessageWords } from "@/components/messages/message-words"
import { MoveReply } from "@/components/review/move-reply"
import { Button } from "@/components/ui/button"
import { cn } from "@/components/ui/cn"
import { Time } from "@/components/ui/time"
import { dateWords } from "@/components/ui/time-words"
import type { ThreadItem } from "@/lib/conversations/thread"
import type { TimelineReply } from "@/lib/patients/timeline"
import { needsReading } from "@/lib/replies/needs-reading"

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
  const t = useTranslations("conversation.message")
  const standing = useMessageStanding()
  const words = useMessageWords()
  const { message } = item
  const { label, detail, tone } = standing(message)
  const line = {
    kind: words.kind(message.kind),
    time: () => <Time instant={item.at} zone={zone} form="short" />,
    state: () => (
      <span key={message.state} className={cn("animate-tint font-medium", TONE[tone])}>
        {label}
      </span>
    ),
  }
  return (
    <li id={`item-${item.id}`} className="grid justify-items-end gap-1 ps-10">
      <div
        dir="auto"
        className={cn(
          "max-w-full whitespace-pre-wrap break-words rounded-md bg-hover px-3 py-2 text-sm forced-colors:border",
          marked && "outline-2 outline-primary",
        )}
      >
        {message.body}
      </div>
      <p className="text-end text-muted-foreground text-xs">
        {message.by ? t.rich("lineBy", { ...line, name: message.by }) : t.rich("line", line)}
      </p>
      {detail ? <p className={cn("text-end text-xs", TONE[tone])}>{detail}</p> : null}
      <About ids={item.about} {...doses} />
    </li>
  )
}

type ReplyItemProps = ItemProps<"reply"> & {
  /** For who may send; the composer takes it from there. */
  onAnswer?: ((reply: TimelineReply) => void) | undefined
}

export function ReplyItem({ item, zone, marked, onAnswer, ...doses }: ReplyItemProps) {
  const t = useTranslations("conversation.reply")
  const { reply } = item
  const { decidedBy, decisionNote } = reply
  return (
    <li id={`item-${item.id}`} className="grid animate-tint justify-items-start gap-1 pe-10">
      <div
        className={cn(
          "max-w-full rounded-md border border-input/60 px-3 py-2",
          marked && "outline-2 outline-primary",
        )}
      >
        <Said body={reply.body} />
      </div>
      <ReplyLine {...{ item, zone }} />
      <ReplyFlags flags={reply.flags} />
      {decidedBy ? (
        <p className="text-muted-foreground text-xs">
          {decisionNote
            ? t("decidedNote", { name: decidedBy, note: decisionNote })
            : t("decided", { name: decidedBy })}
        </p>
      ) : null}
      <About ids={item.about} {...doses} />
      <MoveReply reply={reply} />
      {onAnswer && needsReading(reply) ? (
        <Button size="sm" variant="ghost" className="-ms-2" onClick={() => onAnswer(reply)}>
          <CornerDownLeft aria-hidden className="rtl:-scale-x-100" />
          {t("answer")}
        </Button>
      ) : null}
    </li>
  )
}

/** When it came and what became of it, with why where that is not plain. */
function ReplyLine({ item, zone }: Pick<ItemProps<"reply">, "item" | "zone">) {
  const t = useTranslations("conversation.reply")
  const stateOf = useReplyState()
  const { reply } = item
  const waits = reply.state === "review" || reply.state === "unmatched"
  const line = {
    time: () => <Time instant={item.at} zone={zone} form="short" />,
    state: () => <span className={cn("font-medium", waits && TONE.warning)}>{stateOf(reply)}</span>,
  }
  const why = reply.reason && reply.state !== "applied" ? t(`reason.${reply.reason}`) : null
  return (
    <p className="text-muted-foreground text-xs">
      {why ? t.rich("lineWhy", { ...line, reason: why }) : t.rich("line", line)}
    </p>
  )
}

/** What staff or a rule changed; quieter than what people wrote. */
export function ChangeItem({
  item,
  zone,
  onOpenDose,
}: Pick<ItemProps<"change">, "item" | "zone" | "onOpenDose">) {
  const t = useTranslations("conversation.change")
  const language = useLocale()
  const { by, doseId } = item.change
  const day = (date: string) => dateWords(date, language)
  const { title, detail } = changeWords(item.change, { t, day })
  const time = () => <Time instant={item.at} zone={zone} form="short" />
  return (
    <li id={`item-${item.id}`} className="grid animate-tint gap-0.5 border-s-2 ps-3">
      <p className="break-words text-sm">
        {doseId ? (
          <button
            type="button"
            onClick={() => onOpenDose(doseId)}
            className="rounded-sm text-start underline-offset-4 hover:underline"
          >
            {title}
          </button>
        ) : (
          title
        )}
      </p>
      {detail ? (
        <p dir="auto" className="whitespace-pre-wrap break-words text-muted-foreground text-xs">
          {detail}
        </p>
      ) : null}
      <p className="text-muted-foreground text-xs">
        {by ? t.rich("by", { name: by, time }) : t.rich("byRule", { time })}
      </p>
    </li>
  )
}

/** Across the thread, for it is neither side's. */
export function NoteItem({ item, zone }: Pick<ItemProps<"note">, "item" | "zone">) {
  const t = useTranslations("conversation")
  const { note } = item
  return (
    <li id={`item-${item.id}`} className="grid animate-tint gap-1 border-primary border-s-2 ps-3">
      <p dir="auto" className="max-w-full whitespace-pre-wrap break-words text-sm">
        {note.body}
      </p>
      <p className="text-muted-foreground text-xs">
        {t.rich("note.by", {
          name: note.by ?? t("bar.colleague"),
          time: () => <Time instant={item.at} zone={zone} form="short" />,
        })}
      </p>
    </li>
  )
}

type AboutProps = { ids: string[] } & Pick<ItemProps<"reply">, "labels" | "onOpenDose">

function About({ ids, labels, onOpenDose }: AboutProps): ReactNode {
  const t = useTranslations("conversation")
  const known = ids.filter((id) => labels.has(id))
  if (known.length === 0) return null
  const doses = known.map((id, index) => (
    <span key={id}>
      {index > 0 ? ", " : ""}
      <button
        type="button"
        onClick={() => onOpenDose(id)}
        className="min-h-6 rounded-sm text-primary underline-offset-4 hover:underline"
      >
        <bdi>{labels.get(id)}</bdi>
      </button>
    </span>
  ))
  return <p className="text-muted-foreground text-xs">{t.rich("about", { doses: () => doses })}</p>
}
