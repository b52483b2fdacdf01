import { useTranslations } from "next-intl"
import { NAME_NOT_SHARED } from "@/lib/patients/person-name"

/** Enough of BioT's id to tell two people without a name apart in a list of work. */
const ID_TAIL = 6

type Who = { name: string; patientId: string | null }

/** A patient's name in a list of work, or what tells them apart where BioT shows none. */
export function useWho(): (who: Who) => string {
  const t = useTranslations("tasks")
  return ({ name, patientId }) =>
    name === NAME_NOT_SHARED ? t("nameless", { tail: patientId?.slice(-ID_TAIL) ?? "" }) : name
}
