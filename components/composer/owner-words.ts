import { useLocale, useTranslations } from "next-intl"
import { usePersonName } from "@/components/ui/person-name"
import { listed, type NumberOwner } from "@/lib/patients/phone-owners"
import type { ReplyNotice } from "@/lib/patients/reach"

/** To whom a number belongs, and why an answer from it does not arrive, in the reader's language. */
export function useNumberWords() {
  const t = useTranslations("composer")
  const nameOf = usePersonName()
  const language = useLocale()
  const owner = ({ name, kind }: Pick<NumberOwner, "name" | "kind">) =>
    t("owner.named", { name: nameOf(name), kind: t(`owner.kind.${kind}`) })
  const list = (words: readonly string[]) =>
    language === "en" ? listed(words) : new Intl.ListFormat(language).format(words)
  const country = (code: string | null) =>
    code === null ? null : new Intl.DisplayNames([language], { type: "region" }).of(code)
  return {
    owner,
    list,
    country,
    outside: (n: number) => (n === 0 ? "" : t("owner.outside", { n })),
    notice: ({ problem, country: code }: ReplyNotice) =>
      t(`cannotReply.${problem}`, { country: country(code) ?? t("cannotReply.country") }),
  }
}
