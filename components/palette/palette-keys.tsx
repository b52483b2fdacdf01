import { ArrowLeft } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"

const KEYS = [
  { keys: ["Ctrl", "K"], does: "search" },
  { keys: ["Ctrl", "Enter"], does: "send" },
  { keys: ["Esc"], does: "escape" },
  { keys: ["←", "→", "↑", "↓"], does: "arrows" },
  { keys: ["Tab"], does: "tab" },
  { keys: ["?"], does: "help" },
] as const

/** What the keys do everywhere. */
export function PaletteKeys({ onBack }: { onBack: () => void }) {
  const t = useTranslations("palette.keys")
  return (
    <div className="grid gap-3 overflow-y-auto p-4">
      <div className="flex items-center gap-2">
        <Button variant="ghost" size="icon" autoFocus aria-label={t("back")} onClick={onBack}>
          <ArrowLeft aria-hidden className="rtl:-scale-x-100" />
        </Button>
        <h2 className="font-semibold text-base">{t("title")}</h2>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 text-sm">
        {KEYS.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt dir="ltr" className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-6 rounded-sm border bg-subtle px-1.5 py-0.5 text-center font-sans text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
