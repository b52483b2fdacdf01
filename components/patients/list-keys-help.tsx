"use client"

import { useTranslations } from "next-intl"
import { KeysHelp } from "@/components/ui/keys-help"
import { LIST_KEYS } from "@/lib/patients/list-keys"

type ListKeysHelpProps = { open: boolean; onOpenChange: (open: boolean) => void }

export function ListKeysHelp(props: ListKeysHelpProps) {
  const t = useTranslations("patients.keys")
  return (
    <KeysHelp
      {...props}
      label={t("button")}
      title={t("title")}
      description={t("description")}
      keys={LIST_KEYS.map(({ keys, does }) => ({ keys, does: t(`does.${does}`) }))}
    />
  )
}
