import { useTranslations } from "next-intl"
import type { ConsentCandidate } from "@/lib/consent/many"

/** A patient's name, or the number that tells one apart of whom BioT shares none. */
export function CandidateName({ person: { name, phone } }: { person: ConsentCandidate }) {
  const t = useTranslations("consent.many")
  if (name !== null) return <bdi>{name}</bdi>
  return (
    <>
      {t("nameless")}
      {phone === null ? null : (
        <>
          {" "}
          <bdi dir="ltr">{phone}</bdi>
        </>
      )}
    </>
  )
}
