import { cn } from "@/components/ui/cn"

export type LiveStatus = "live" | "connecting" | "polling" | "offline"

const WORDS: Record<LiveStatus, { label: string; explanation: string }> = {
  live: { label: "Live", explanation: "What you see updates by itself." },
  connecting: { label: "Connecting", explanation: "Live updates are being set up." },
  polling: {
    label: "Every 15 s",
    explanation: "Live updates are interrupted; the page asks again.",
  },
  offline: { label: "Offline", explanation: "There is no connection. What you see may be old." },
}

/** Whether the page is up to date; a word, with a dot that only repeats it. */
export function LiveIndicator({ status }: { status: LiveStatus }) {
  const { label, explanation } = WORDS[status]
  const troubled = status === "polling" || status === "offline"
  return (
    <span
      role="status"
      title={explanation}
      className={cn(
        "flex items-center gap-1.5 whitespace-nowrap text-muted-foreground text-xs",
        troubled && "font-medium text-warning",
      )}
    >
      <span
        aria-hidden
        className={cn(
          "size-2 rounded-full border-2 border-current",
          status === "live" && "bg-current",
        )}
      />
      {label}
    </span>
  )
}
