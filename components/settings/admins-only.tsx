import { useTranslations } from "next-intl"
import { EmptyState } from "@/components/ui/empty-state"

/** What a settings page shows to everybody else. */
export function AdminsOnly() {
  const t = useTranslations("settings.adminsOnly")
  return (
    <EmptyState as="h1" title={t("title")}>
      {t("hint")}
    </EmptyState>
  )
}
