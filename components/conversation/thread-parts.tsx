import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { SHOWN_PARTS, type ShownParts } from "@/lib/conversations/thread"

type ThreadPartsProps = { shown: ShownParts; onChange: (shown: ShownParts) => void }

/** What of the thread is shown. */
export function ThreadParts({ shown, onChange }: ThreadPartsProps) {
  const t = useTranslations("conversation.show")
  return (
    <fieldset className="flex gap-1 print:hidden">
      <legend className="sr-only">{t("label")}</legend>
      {SHOWN_PARTS.map((part) => (
        <Button
          key={part}
          size="sm"
          variant="ghost"
          aria-pressed={part === shown}
          onClick={() => onChange(part)}
          className="text-muted-foreground aria-pressed:bg-hover aria-pressed:text-foreground"
        >
          {t(part)}
        </Button>
      ))}
    </fieldset>
  )
}
