import { useLocale, useTranslations } from "next-intl"
import { EnterNumber, RemoveNumber } from "@/components/settings/static-number-forms"
import { Badge } from "@/components/ui/badge"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"
import { countryName } from "@/lib/i18n/country"
import type { CountryLine, CountryStanding, LearntNumber } from "@/lib/static-numbers/standing"

type StaticNumbersListProps = { lines: CountryLine[]; withoutPhone: number; zone: string }

/** The countries that matter here, and below them what else BioT lists. */
export function StaticNumbersList({ lines, withoutPhone, zone }: StaticNumbersListProps) {
  const t = useTranslations("settings.staticNumbers")
  const used = lines.filter(({ standing }) => standing !== "unused")
  const unused = lines.filter(({ standing }) => standing === "unused")
  const [first, ...others] = useInOrder(unused)
  const isFirst = lines.every(({ entered }) => entered === null)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h2 className="font-semibold text-base">{t("yours")}</h2>
        <p className="max-w-3xl text-muted-foreground text-sm">{t("yoursAbout")}</p>
        {used.length > 0 ? (
          <>
            <CountryTable lines={used} zone={zone} isFirst={isFirst} />
            <CountryCards lines={used} zone={zone} isFirst={isFirst} />
          </>
        ) : (
          <p className="text-sm">{t("nothing")}</p>
        )}
        {first ? (
          <EnterNumber
            countries={[first, ...others]}
            entered={null}
            suggested={null}
            isFirst={isFirst}
          />
        ) : null}
        {withoutPhone > 0 ? (
          <p className="text-muted-foreground text-sm">{t("withoutPhone", { n: withoutPhone })}</p>
        ) : null}
      </section>
      <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h2 className="font-semibold text-base">{t("others")}</h2>
        <p className="max-w-3xl text-muted-foreground text-sm">{t("othersAbout")}</p>
        <ul className="columns-2 gap-x-6 text-sm sm:columns-3 lg:columns-5">
          {useInOrder(unused).map(({ code, name, caveat }) => (
            <li key={code} className="wrap-anywhere break-inside-avoid hyphens-auto py-0.5">
              {name}
              {caveat ? <span className="text-muted-foreground"> ({t("caveat")})</span> : null}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

const VARIANTS: Record<CountryStanding, "warning" | "outline" | "neutral"> = {
  mismatch: "warning",
  missing: "warning",
  unlisted: "warning",
  learnt: "outline",
  entered: "neutral",
  confirmed: "neutral",
  unused: "neutral",
}

/** By the names that the reader's language gives them. */
function useInOrder(lines: readonly CountryLine[]) {
  const language = useLocale()
  return lines
    .map(({ code, caveat }) => ({ code, caveat, name: countryName(code, language) }))
    .sort((a, b) => a.name.localeCompare(b.name, language))
}

type LinesProps = { lines: CountryLine[]; zone: string; isFirst: boolean }

function CountryTable({ lines, ...shared }: LinesProps) {
  const t = useTranslations("settings.staticNumbers")
  const language = useLocale()
  return (
    <Table label={t("yours")} containerClassName="max-md:hidden">
      <TableHead>
        <TableRow>
          <TableHeader className="ps-0">{t("country")}</TableHeader>
          <TableHeader className="text-end">{t("patients")}</TableHeader>
          <TableHeader>{t("enteredNumber")}</TableHeader>
          <TableHeader>{t("cameTo")}</TableHeader>
          <TableHeader>{t("standing")}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.code} className="align-top">
            <TableCell className="ps-0 font-medium">
              {countryName(line.code, language)}
              {line.caveat ? (
                <span className="block font-normal text-muted-foreground text-xs">
                  {t("caveat")}
                </span>
              ) : null}
            </TableCell>
            <TableCell className="text-end">{line.patients}</TableCell>
            <TableCell>
              <Entered line={line} {...shared} />
            </TableCell>
            <TableCell>
              <Learnt numbers={line.learnt} zone={shared.zone} />
            </TableCell>
            <TableCell className="min-w-56 max-w-96">
              <Standing line={line} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** The same at phone width. */
function CountryCards({ lines, ...shared }: LinesProps) {
  const t = useTranslations("settings.staticNumbers")
  const language = useLocale()
  return (
    <ul aria-label={t("yours")} className="-mx-4 divide-y border-y md:hidden">
      {lines.map((line) => (
        <li key={line.code} className="grid grid-cols-[minmax(0,1fr)] gap-2 px-4 py-3 text-sm">
          <p className="flex items-baseline justify-between gap-3">
            <span className="font-medium">
              {countryName(line.code, language)}
              {line.caveat ? (
                <span className="font-normal text-muted-foreground"> ({t("caveat")})</span>
              ) : null}
            </span>
            <span className="shrink-0 text-muted-foreground">
              {t("patientCount", { n: line.patients })}
            </span>
          </p>
          <Standing line={line} />
          <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-y-1.5">
            <dt className="text-muted-foreground">{t("entered")}</dt>
            <dd>
              <Entered line={line} {...shared} />
            </dd>
            <dt className="text-muted-foreground">{t("cameTo")}</dt>
            <dd>
              <Learnt numbers={line.learnt} zone={shared.zone} />
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  )
}

function Standing({ line }: { line: CountryLine }) {
  const t = useTranslations("settings.staticNumbers")
  const { standing, cameTo, entered } = line
  return (
    <div>
      <Badge variant={VARIANTS[standing]}>{t(`label.${standing}`)}</Badge>
      {standing === "unused" ? null : (
        <p className="mt-1 whitespace-normal text-muted-foreground text-xs">
          {t.rich(`says.${standing}`, {
            cameTo: cameTo ?? "",
            entered: entered?.phone ?? "",
            came: (phone) => <bdi dir="ltr">{phone}</bdi>,
          })}
        </p>
      )}
    </div>
  )
}

type EnteredProps = { line: CountryLine; zone: string; isFirst: boolean }

function Entered({ line, zone, isFirst }: EnteredProps) {
  const t = useTranslations("settings.staticNumbers")
  const { code, entered, learnt, isListed } = line
  const country = { code, name: countryName(code, useLocale()) }
  return (
    <div className="grid justify-items-start gap-1">
      {entered ? (
        <>
          <bdi dir="ltr" className="whitespace-nowrap tabular-nums">
            {entered.phone}
          </bdi>
          <span className="text-muted-foreground text-xs">
            <bdi>{entered.by ?? t("entered")}</bdi>, <Time instant={entered.at} zone={zone} />
          </span>
        </>
      ) : (
        <span className="text-muted-foreground">{t("none")}</span>
      )}
      {isListed ? (
        <span className="flex gap-3">
          <EnterNumber
            countries={[country]}
            entered={entered?.phone ?? null}
            suggested={learnt[0]?.phone ?? null}
            isFirst={isFirst}
          />
          {entered ? <RemoveNumber country={country} entered={entered.phone} /> : null}
        </span>
      ) : null}
    </div>
  )
}

function Learnt({ numbers, zone }: { numbers: LearntNumber[]; zone: string }) {
  const t = useTranslations("settings.staticNumbers")
  if (numbers.length === 0) return <span className="text-muted-foreground">{t("noReply")}</span>
  return (
    <ul className="grid gap-1.5">
      {numbers.map(({ phone, firstSeenAt, lastSeenAt, replies }) => (
        <li key={phone} className="grid">
          <bdi dir="ltr" className="justify-self-start whitespace-nowrap tabular-nums">
            {phone}
          </bdi>
          <span className="text-muted-foreground text-xs">
            {t.rich("replies", {
              n: replies,
              last: () => <Time instant={lastSeenAt} zone={zone} />,
              first: () => <Time instant={firstSeenAt} zone={zone} form="short" />,
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}
