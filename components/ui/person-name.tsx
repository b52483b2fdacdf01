import { useTranslations } from "next-intl"
import { NAME_NOT_SHARED, SENDER_NOT_SHARED, SOME_COLLEAGUE } from "@/lib/patients/person-name"

/** A name as it is; what stands in its place where BioT shows none, in the reader's language. */
export function usePersonName(): (name: string) => string {
  const t = useTranslations("ui.person")
  return (name) => {
    if (name === NAME_NOT_SHARED) return t("nameNotShared")
    if (name === SOME_COLLEAGUE) return t("colleague")
    if (name === SENDER_NOT_SHARED.caregiver) return t("caregiver")
    if (name === SENDER_NOT_SHARED["organization-user"]) return t("organizationUser")
    return name === SENDER_NOT_SHARED.unknown ? t("unknownSender") : name
  }
}

/** BioT's id ends so; its whole length tells nobody more. */
const ID_TAIL = 12

/** Tells apart people without a name and a number. */
export function useIdWords(): (id: string) => string {
  const t = useTranslations("ui.person")
  return (id) => t("id", { tail: id.slice(-ID_TAIL) })
}

/** A name, kept apart from a sentence of the other direction. */
export function PersonName({ of }: { of: string }) {
  const nameOf = usePersonName()
  return <bdi>{nameOf(of)}</bdi>
}
