import { useTranslations } from "next-intl"
import { Definition } from "@/components/ui/definition"
import type { FigureKey } from "@/lib/doses/definitions"

/** A figure's label with a dotted underline that opens what it means and what it is out of. */
export function DefinedFigure({ name, label }: { name: FigureKey; label?: string }) {
  const t = useTranslations("adherence")
  const words = (part: "label" | "definition" | "denominator") => t(`definitions.${name}.${part}`)
  return (
    <Definition term={label ?? words("label")}>
      <p>{words("definition")}</p>
      <p className="mt-2 text-muted-foreground">
        {t("figures.of", { denominator: words("denominator") })}
      </p>
    </Definition>
  )
}
