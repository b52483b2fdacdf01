import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { usePartsWords } from "@/components/settings/use-parts-words"
import { useTemplateWords } from "@/components/settings/use-template-words"
import { Time } from "@/components/ui/time"
import type { Template } from "@/lib/templates/template"

type TemplateLineProps = {
  template: Template
  zone: string
  onOpen: (template: Template) => void
  /** Marks beside the name. */
  children?: ReactNode
}

/** A text in the list; the whole line opens it. */
export function TemplateLine({ template, zone, onOpen, children }: TemplateLineProps) {
  const t = useTranslations("settings.templates")
  const partsWords = usePartsWords()
  const { purposeOf } = useTemplateWords()
  const { name, purpose, versions } = template
  const [{ body, version, at, by }] = versions
  return (
    <li className="relative grid gap-x-6 gap-y-1 py-2.5 text-sm hover:bg-subtle md:grid-cols-[14rem_minmax(0,1fr)_15rem]">
      <div className="grid content-start gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          <button
            type="button"
            className="rounded-sm text-start font-medium after:absolute after:inset-0 hover:underline"
            onClick={() => onOpen(template)}
          >
            <bdi>{name}</bdi>
          </button>
          {children}
        </span>
        <span className="text-muted-foreground text-xs">{purposeOf(purpose)}</span>
      </div>
      <p dir="auto" className="line-clamp-2 break-words">
        {body}
      </p>
      <p className="text-muted-foreground text-xs md:text-end">
        {partsWords(body)} · {t("version", { n: version })}
        <span className="max-md:hidden">
          <br />
        </span>
        <span className="md:hidden"> · </span>
        <bdi>{by ?? t("deleted")}</bdi>, <Time instant={at} zone={zone} />
      </p>
    </li>
  )
}
