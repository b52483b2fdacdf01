import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

/** For an address that leads nowhere: nothing happened, and the way on. */
export function NothingHere() {
  const t = useTranslations("shell.nothing")
  return (
    <EmptyState
      as="h1"
      title={t("title")}
      action={
        <Button asChild variant="primary">
          <a href="/">{t("action")}</a>
        </Button>
      }
    >
      {t("why")}
    </EmptyState>
  )
}
