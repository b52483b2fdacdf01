"use client"

import { useTranslations } from "next-intl"
import { KeysHelp } from "@/components/ui/keys-help"
import { KEY_HELP } from "@/lib/review/keys"

type ReviewKeysHelpProps = { open: boolean; onOpenChange: (open: boolean) => void }

export function ReviewKeysHelp(props: ReviewKeysHelpProps) {
  const t = useTranslations("review.keys")
  return (
    <KeysHelp
      {...props}
      size="sm"
      label={t("button")}
      title={t("title")}
      description={t("hint")}
      keys={KEY_HELP.map(({ keys, does }) => ({ keys, does: t(does) }))}
    />
  )
}
