import Link from "next/link"
import { useTranslations } from "next-intl"
import { NeedLine } from "@/components/patients/need-reason"
import type { PatientRow } from "@/lib/patients/patient-row"
import { NAME_NOT_SHARED } from "@/lib/patients/person-name"

/** BioT's id ends so; its whole length tells nobody more. */
const ID_TAIL = 12

/** A patient's name as the reader's language has it where BioT shows none. */
export function useNames() {
  const t = useTranslations("patients.nameless")
  return {
    nameOf: (name: string) => (name === NAME_NOT_SHARED ? t("name") : name),
    /** Tells apart people without a name: their number, or the end of BioT's id. */
    instead: ({ id, phone }: Pick<PatientRow, "id" | "phone">) =>
      phone ?? t("id", { tail: id.slice(-ID_TAIL) }),
  }
}

/** The name, and below it the weightiest reason for attention. */
export function PatientName({ row }: { row: PatientRow }) {
  const { nameOf, instead } = useNames()
  return (
    <>
      <Link
        href={`/patients/${row.id}`}
        prefetch={false}
        className="rounded-sm font-medium hover:underline"
      >
        <bdi>{nameOf(row.name)}</bdi>
      </Link>
      {row.name === NAME_NOT_SHARED ? (
        <p className="truncate text-xs">
          <bdi dir={row.phone ? "ltr" : undefined}>{instead(row)}</bdi>
        </p>
      ) : null}
      <NeedLine of={row} />
    </>
  )
}
