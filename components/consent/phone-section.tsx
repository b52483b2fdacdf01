"use client"

import { useLocale, useTranslations } from "next-intl"
import { Fact, Facts } from "@/components/adherence/evidence-parts"
import { useOwnerWords } from "@/components/consent/use-owner-words"
import { useClock } from "@/components/ui/clock"
import { Time } from "@/components/ui/time"
import type { ConsentPage, PhoneFacts } from "@/lib/consent/consent-page"
import { countryName } from "@/lib/i18n/country"

/** What is known of the number, and whether answers come from it. */
export function PhoneSection({ page }: { page: ConsentPage }) {
  const t = useTranslations("consent.phone")
  const { phone, patient } = page
  return (
    <section aria-labelledby="phone-title" className="grid gap-3">
      <h2 id="phone-title" className="font-semibold text-base">
        {t("title")}
      </h2>
      {phone === null ? (
        <p className="text-sm">{patient.reply ? t(`problem.no_phone`) : null}</p>
      ) : (
        <>
          <NumberFacts phone={phone} patient={patient} />
          <p className="text-muted-foreground text-xs">{t("note")}</p>
        </>
      )}
    </section>
  )
}

type NumberFactsProps = { phone: PhoneFacts; patient: ConsentPage["patient"] }

function NumberFacts({ phone, patient }: NumberFactsProps) {
  const t = useTranslations("consent.phone")
  const language = useLocale()
  const { ownerWords, outsideWords, additionalWords, listed } = useOwnerWords()
  const { sharedWith, ownersOutside, additionalOf, reply } = patient
  const owners = [...sharedWith.map(ownerWords), outsideWords(ownersOutside)].filter(Boolean)
  const country = countryName(phone.country, language)
  const answers = reply
    ? t(`problem.${reply.problem}`, { country: country || t("problem.itsCountry") })
    : t(owners.length > 0 ? "notShared" : "yes")
  return (
    <Facts>
      <Fact name={t("number")}>
        <bdi dir="ltr">{phone.shown}</bdi>
      </Fact>
      <Fact name={t("country")}>{country}</Fact>
      <Fact name={t("kind")}>{t(`type.${phone.type}`)}</Fact>
      <Fact name={t("canAnswer")}>{answers}</Fact>
      <Fact name={t("repliesTo")}>
        {phone.staticNumber ? <bdi dir="ltr">{phone.staticNumber}</bdi> : t("noStatic")}
      </Fact>
      <Fact name={t("sharedWith")}>{owners.length > 0 ? listed(owners) : t("nobody")}</Fact>
      <Fact name={t("alsoListed")}>{additionalWords(additionalOf)}</Fact>
    </Facts>
  )
}

/** When and how often the patient may be texted. */
export function LoadSection({ page }: { page: ConsentPage }) {
  const t = useTranslations("consent.load")
  const { sendingHours, textsToday, dailyCap, patient } = page
  const { from, to } = sendingHours
  const rich = { zone: () => <bdi dir="ltr">{patient.zone}</bdi> }
  const now = useClock()
  return (
    <section aria-labelledby="load-title" className="grid gap-3">
      <h2 id="load-title" className="font-semibold text-base">
        {t("title")}
      </h2>
      <Facts>
        <Fact name={t("hours")}>
          {from === to ? t.rich("anyHour", rich) : t.rich("fromTo", { from, to, ...rich })}
        </Fact>
        <Fact name={t("thereItIs")}>
          <Time instant={now} zone={patient.zone} form="clock" className="tabular-nums" />
        </Fact>
        <Fact name={t("today")}>
          <span className="tabular-nums">{t("texts", { n: textsToday, cap: dailyCap })}</span>
        </Fact>
      </Facts>
    </section>
  )
}
