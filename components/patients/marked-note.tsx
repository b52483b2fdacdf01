"use client"

import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"

/** How many doses are ringed in the grid because of a rule, and the way to be rid of that. */
export function MarkedNote({ n, onClear }: { n: number; onClear: () => void }) {
  const t = useTranslations("adherence.attention")
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm print:hidden">
      {t("marked", { n })}
      <Button variant="link" onClick={onClear}>
        {t("clear")}
      </Button>
    </p>
  )
}
