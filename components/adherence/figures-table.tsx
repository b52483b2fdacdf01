"use client"

import { useTranslations } from "next-intl"
import { DefinedFigure } from "@/components/adherence/definition-of"
import { type ListRef, ofRegimen, rangeOf, type Scope } from "@/components/adherence/dose-list"
import { OpenDoses } from "@/components/adherence/open-doses"
import { type FigureWords, useFigureWords } from "@/components/adherence/use-figure-words"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import type { OpenableFigure } from "@/lib/doses/behind"
import { type Figures, figures } from "@/lib/doses/figures"
import type { PatientTimeline, TimelineDose } from "@/lib/patients/timeline"

const ROWS = [
  ...(["rate", "range", "onTime", "fullDays", "responseRate", "reachability"] as const),
  "longestGap" as const,
]
/** Of a period that is over nobody asks how it stands now. */
const ROWS_TODAY = [...ROWS, "currentGap" as const, "streak" as const]

type FiguresTableProps = {
  timeline: PatientTimeline
  chosen: Figures
  /** "30 days". */
  period: string
  onList: (ref: ListRef) => void
}

type Column = { id: string; name: string | null; figures: Figures; scope: Scope }

/** Every figure of the period: of the patient, which is the sum, and of each medication. */
export function FiguresTable({ timeline, chosen, period, onList }: FiguresTableProps) {
  const t = useTranslations("adherence")
  const words = useFigureWords()
  const columns = columnsOf(timeline, chosen)
  return (
    <section aria-labelledby="figures-title" className="min-w-0">
      <h2 id="figures-title" className="mb-1 font-semibold text-base">
        {t("figures.all")}
        <span className="ms-2 font-normal text-muted-foreground text-sm">{period}</span>
      </h2>
      <Table label={t("figures.all")}>
        <TableHead>
          <TableRow>
            <TableHeader className="ps-0">{t("figures.figure")}</TableHeader>
            {columns.map(({ id, name }) => (
              <TableHeader key={id}>
                {name === null ? t("figures.patient") : <bdi>{name}</bdi>}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {(timeline.toDate === timeline.today ? ROWS_TODAY : ROWS).map((name) => (
            <TableRow key={name} className="h-9">
              <TableCell className="min-w-36 ps-0">
                <DefinedFigure name={name} />
              </TableCell>
              {columns.map((column) => (
                <Cell key={column.id} {...{ name, column, words, onList }} />
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

type CellProps = {
  name: OpenableFigure
  column: Column
  words: FigureWords
  onList: (ref: ListRef) => void
}

function Cell({ name, column, words, onList }: CellProps) {
  const t = useTranslations("adherence")
  const { value, count, detail } = words.tell(name, column.figures)
  const figure = t(`definitions.${name}.label`)
  const label =
    column.name === null ? figure : t("figures.medication", { figure, medication: column.name })
  return (
    <TableCell>
      {value === count ? null : (
        <span className="whitespace-nowrap font-medium">{value ?? words.notEnough} </span>
      )}
      <OpenDoses
        {...{ count }}
        name={words.opening(count, label)}
        onOpen={() => onList({ kind: "figure", figure: name, scope: column.scope })}
        className="whitespace-nowrap text-xs"
      />
      {detail && name !== "rate" ? (
        <span className="text-muted-foreground text-xs"> {detail}</span>
      ) : null}
    </TableCell>
  )
}

/** One for the patient, and one for each medication where there are several. */
function columnsOf(timeline: PatientTimeline, chosen: Figures): Column[] {
  const patient: Column = { id: "patient", name: null, figures: chosen, scope: "period" }
  const regimens = regimensOf(timeline)
  if (regimens.length < 2) return [patient]
  const range = rangeOf("period", timeline)
  return [
    patient,
    ...regimens.map(({ regimenId, medication }) => ({
      ...{ id: regimenId, name: medication, scope: { regimenId } },
      figures: figures(ofRegimen(timeline.doses, { regimenId }), range),
    })),
  ]
}

function regimensOf({ doses, fromDate, toDate }: PatientTimeline) {
  const found = new Map<string, TimelineDose>()
  for (const dose of doses) {
    if (dose.localDate >= fromDate && dose.localDate <= toDate) found.set(dose.regimenId, dose)
  }
  return [...found.values()].sort((a, b) => a.medication.localeCompare(b.medication))
}
