import { useFormatter, useLocale, useTranslations } from "next-intl"
import { usePersonName } from "@/components/ui/person-name"
import type { NumberOwner } from "@/lib/patients/phone-owners"
import type { TimelinePatient } from "@/lib/patients/timeline"

/** What stands between the patient and us, in sentences; a line each, none where nothing does. */
export function ReachNotes({ patient }: { patient: TimelinePatient }) {
  const t = useTranslations("patients.reach")
  const nameOf = usePersonName()
  const format = useFormatter()
  const locale = useLocale()
  const { sharedWith, ownersOutside, additionalOf, reply, isNameShared } = patient
  const countries = new Intl.DisplayNames([locale], { type: "region" })
  const named = (owners: readonly Pick<NumberOwner, "name" | "kind">[]) =>
    owners.map(({ name, kind }) => t(`owner.${kind}`, { name: nameOf(name) }))
  const countryOf = (code: string | null) =>
    code === null ? t("itsCountry") : (countries.of(code) ?? code)
  const owners = [
    ...named(sharedWith),
    ...(ownersOutside > 0 ? [t("outside", { n: ownersOutside })] : []),
  ]
  const notes = [
    owners.length > 0 ? t("shared", { owners: format.list(owners) }) : "",
    additionalOf.length > 0 ? t("additional", { owners: format.list(named(additionalOf)) }) : "",
    reply ? t(`reply.${reply.problem}`, { country: countryOf(reply.country) }) : "",
    isNameShared ? "" : t("nameless", { id: patient.id }),
  ].filter(Boolean)
  return notes.map((note) => (
    <span key={note} className="basis-full">
      {note}
    </span>
  ))
}
