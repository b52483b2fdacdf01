import { useTranslations } from "next-intl"
import { usePartsWords } from "@/components/settings/use-parts-words"
import { Time } from "@/components/ui/time"
import type { Template } from "@/lib/templates/template"

/** Every wording that a text had, the newest first: what was sent stays explained. */
export function TemplateHistory({ template, zone }: { template: Template; zone: string }) {
  const t = useTranslations("settings.templates")
  const partsWords = usePartsWords()
  return (
    <section className="grid gap-2">
      <h3 className="font-semibold text-sm">{t("history")}</h3>
      <ol className="grid gap-3">
        {template.versions.map(({ version, body, at, by }) => (
          <li key={version} className="grid gap-1 border-s-2 ps-3 text-sm">
            <p className="text-muted-foreground text-xs">
              {t("historyVersion", { n: version })} · <bdi>{by ?? t("deleted")}</bdi> ·{" "}
              <Time instant={at} zone={zone} form="short" /> · {partsWords(body)}
            </p>
            <p dir="auto" className="whitespace-pre-wrap break-words">
              {body}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
