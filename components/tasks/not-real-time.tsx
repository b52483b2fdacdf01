import { useTranslations } from "next-intl"
import { cn } from "@/components/ui/cn"

type NotRealTimeProps = {
  /** What the automatic answer tells patients in danger to call; null while it is off. */
  toldToCall?: string | null
  className?: string
}

/** Said wherever replies are read: nobody may take this for a monitor. */
export function NotRealTime({ toldToCall = null, className }: NotRealTimeProps) {
  const t = useTranslations("tasks.notRealTime")
  return (
    <p className={cn("text-pretty text-muted-foreground text-sm", className)}>
      {toldToCall ? t("withNumber", { number: toldToCall }) : t("plain")}
    </p>
  )
}
