import { useTranslations } from "next-intl"
import { Definition } from "@/components/ui/definition"
import type { PatientSort } from "@/lib/patients/listing"

/** The list's order in words; on a phone behind a word, for it is long. */
export function OrderNote({ sort }: { sort: PatientSort }) {
  const t = useTranslations("patients.order")
  if (sort === "name") return null
  const words = t(`by.${sort}`)
  return (
    <div className="text-muted-foreground text-xs">
      <p className="max-md:hidden">{words}</p>
      <Definition term={t("why")} className="md:hidden">
        {words}
      </Definition>
    </div>
  )
}
