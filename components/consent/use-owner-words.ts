import { useLocale, useTranslations } from "next-intl"
import { usePersonName } from "@/components/ui/person-name"
import { listed } from "@/lib/i18n/listed"
import type { NumberOwner } from "@/lib/patients/phone-owners"

type Owner = Pick<NumberOwner, "name" | "kind">

/** Whom a number belongs to, in words; empty where it is nobody. */
export function useOwnerWords() {
  const t = useTranslations("consent.owner")
  const nameOf = usePersonName()
  const language = useLocale()
  const ownerWords = ({ name, kind }: Owner) => t(kind, { name: nameOf(name) })
  const outsideWords = (n: number) => (n === 0 ? "" : t("outside", { n }))
  const additionalWords = (owners: readonly Owner[]) =>
    owners.length === 0 ? "" : t("additional", { owners: listed(owners.map(ownerWords), language) })
  return {
    ownerWords,
    outsideWords,
    additionalWords,
    listed: (all: string[]) => listed(all, language),
  }
}
