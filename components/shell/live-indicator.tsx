import { useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"

export type LiveStatus = "live" | "connecting" | "polling" | "offline"

/** Whether the page is up to date; a word, with a dot that only repeats it. */
export function LiveIndicator({ status }: { status: LiveStatus }) {
  const t = useTranslations("live")
  const troubled = status === "polling" || status === "offline"
  return (
    <span
      role="status"
      title={t(`why.${status}`)}
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
      {t(`status.${status}`)}
    </span>
  )
}
