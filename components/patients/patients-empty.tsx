import { Users } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

type PatientsEmptyProps = { isNarrowed: boolean; onClear: () => void }

export function PatientsEmpty({ isNarrowed, onClear }: PatientsEmptyProps) {
  const t = useTranslations("patients.empty")
  if (isNarrowed) {
    return (
      <EmptyState
        icon={<Users aria-hidden />}
        title={t("noMatch")}
        action={<Button onClick={onClear}>{t("clear")}</Button>}
      >
        {t("howFound")}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<Users aria-hidden />} title={t("none")}>
      {t("fromBiot")}
    </EmptyState>
  )
}
