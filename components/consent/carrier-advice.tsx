import { useTranslations } from "next-intl"

/** What lifts a carrier's block; nobody but the patient can. `number` is where replies go, if known. */
export function CarrierAdvice({ number }: { number: string | null }) {
  const t = useTranslations("consent.advice")
  if (number === null) return t("unknown")
  return t.rich("number", { number, phone: (phone) => <bdi dir="ltr">{phone}</bdi> })
}
