import { useTranslations } from "next-intl"
import { NumberLink } from "@/components/reports/number-link"
import { ReportSection } from "@/components/reports/report-section"
import { useFigureWords } from "@/components/reports/use-figure-words"
import { Definition } from "@/components/ui/definition"
import { behindHref } from "@/lib/reports/address"
import { type Measure, measured, tooFew } from "@/lib/reports/measures"
import type { Period } from "@/lib/reports/period"
import type { ReportBody } from "@/lib/reports/report"
import { CONTACTS } from "@/lib/reports/slice"
import { dosesOf, type GroupTally, sharesOf } from "@/lib/reports/tally"

type Props = { body: ReportBody; period: Period }

/** The doses of everybody as three shares, each with its two numbers, and how many people that is. */
export function AllTogether({ body: { total }, period }: Props) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  const { rate, high } = sharesOf(total)
  const range = rate === null || high === null ? null : words.range(rate, high)
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-4 xl:grid-cols-4">
      <Figure term={t("figures.patients")} definition={t("figures.patientsAre")}>
        <NumberLink href={behindHref(period, {})}>{words.number(total.patients)}</NumberLink>
        <Detail>{t("doses", { n: dosesOf(total) })}</Detail>
      </Figure>
      <Figure term={t("figures.response")} definition={t("figures.responseIs")}>
        <Share total={total} measure="response" />
      </Figure>
      <Figure term={t("figures.reach")} definition={t("figures.reachIs")}>
        <Share total={total} measure="reach" />
      </Figure>
      <Figure term={t("figures.rate")} definition={t("figures.rateIs")}>
        <Share total={total} measure="rate" more={range} />
      </Figure>
    </dl>
  )
}

function Figure(props: { term: string; definition: string; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-muted-foreground text-sm">
        <Definition term={props.term}>{props.definition}</Definition>
      </dt>
      <dd className="font-semibold text-2xl tracking-tight">{props.children}</dd>
    </div>
  )
}

const Detail = ({ children }: { children: React.ReactNode }) => (
  <span className="block font-normal text-muted-foreground text-xs tracking-normal">
    {children}
  </span>
)

type ShareProps = {
  total: GroupTally
  measure: Measure
  more?: string | null
}

function Share({ total, measure, more = null }: ShareProps) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  const { part, whole } = measured(total, measure)
  const few = tooFew(total, measure)
  if (few !== null) {
    const n = few === "patients" ? total.patients : whole
    return (
      <span className="font-medium text-base tracking-normal">
        {t(`tooFew.${few}`, { n: words.number(n) })}
      </span>
    )
  }
  return (
    <>
      {words.percent(part / whole)}
      <Detail>
        {words.of(part, whole)}
        {more === null ? null : (
          <>
            {" · "}
            <bdi dir="ltr">{more}</bdi>
          </>
        )}
      </Detail>
    </>
  )
}

/** How many people were texted, and how many of them ever answered. */
export function Contacts({ body: { contacts, total }, period }: Props) {
  const t = useTranslations("reports")
  const words = useFigureWords()
  return (
    <ReportSection title={t("contacts.title")} definition={t("contacts.are")}>
      <ul className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {CONTACTS.map((contact) => (
          <li key={contact}>
            <NumberLink href={behindHref(period, { contact })}>
              {t(`contacts.${contact}`)}
            </NumberLink>{" "}
            <span className="font-medium">{words.of(contacts[contact], total.patients)}</span>
          </li>
        ))}
      </ul>
    </ReportSection>
  )
}
