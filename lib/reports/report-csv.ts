import { csvOf } from "@/lib/csv"
import { FIGURE_NAMES } from "@/lib/doses/definitions"
import { column, denominatorOf, figureIn, type Meaning } from "@/lib/exports/meaning"
import type { Translator } from "@/lib/i18n/translator"
import { bandSpan, RATE_BANDS } from "./bands"
import { type Measure, tooFew } from "./measures"
import type { Report } from "./report"
import { sendsRows } from "./sends"
import { dosesOf, type GroupTally, sharesOf, TALLIED_STATES } from "./tally"

type Cell = string | number | null
type Group = { section: string; name: string; of: GroupTally }
type Column = { name: string; means: Meaning; cell: (group: Group) => Cell }

const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ")

/** Spreadsheets take a file without this mark for one of their own alphabet. */
const BYTE_ORDER_MARK = "\u{FEFF}"

const share = (value: number | null, of: GroupTally, measure: Measure): Cell =>
  value === null || tooFew(of, measure) !== null ? null : Math.round(value * 10_000) / 10_000
const COLUMNS: Column[] = [
  { name: "Part", means: column("part"), cell: ({ section }) => section },
  { name: "Name", means: column("name"), cell: ({ name }) => name },
  { name: "Patients", means: column("patients"), cell: ({ of }) => of.patients },
  { name: "Doses", means: column("closedDoses"), cell: ({ of }) => dosesOf(of) },
  ...TALLIED_STATES.map((state) => ({
    name: state,
    means: column("inState"),
    cell: ({ of }: Group) => of[state],
  })),
  {
    name: "Doses in reported adherence",
    means: denominatorOf("rate"),
    cell: ({ of }) => sharesOf(of).n,
  },
  {
    name: FIGURE_NAMES.rate,
    means: figureIn("rate", "shareOfMany"),
    cell: ({ of }) => share(sharesOf(of).rate, of, "rate"),
  },
  {
    name: "Range, high",
    means: figureIn("range", "shareOfMany"),
    cell: ({ of }) => share(sharesOf(of).high, of, "rate"),
  },
  { name: "Doses reminded", means: denominatorOf("responseRate"), cell: ({ of }) => of.asked },
  { name: "Doses replied to", means: column("repliedTo"), cell: ({ of }) => of.replied },
  {
    name: FIGURE_NAMES.responseRate,
    means: figureIn("responseRate", "shareOfMany"),
    cell: ({ of }) => share(sharesOf(of).responseRate, of, "response"),
  },
  {
    name: FIGURE_NAMES.reachability,
    means: figureIn("reachability", "shareOfMany"),
    cell: ({ of }) => share(sharesOf(of).reachability, of, "reach"),
  },
]

/** The report's tables under one another, and last what their columns mean. No patient is named. */
export function reportCsv(report: Report, say: Translator): string {
  const { from, to, zone, asOf, body } = report
  const day = (weekday: number | null) =>
    weekday === null ? "All days" : (WEEKDAYS[weekday - 1] ?? "")
  const time = (hour: number | null) =>
    hour === null ? "all hours" : `${String(hour).padStart(2, "0")}:00`
  const groups: Group[] = [
    { section: "Everybody", name: "", of: body.total },
    ...body.medications.map((of) => ({ section: "Medication", name: of.medication, of })),
    ...body.times.map((of) => ({
      ...{ section: "Weekday and hour", name: `${day(of.weekday)}, ${time(of.hour)}`, of },
    })),
  ]
  const rows: Cell[][] = [
    ["From", from, "To", to, "As of (UTC)", new Date(asOf).toISOString(), "Zone", zone],
    [],
    ["Reported adherence", "Patients"],
    ...[...RATE_BANDS, null].map((band): Cell[] => [
      band === null ? "Not enough data" : `${bandSpan(band).from}-${bandSpan(band).to} %`,
      body.bands.find((each) => each.band === band)?.patients ?? 0,
    ]),
    [],
    ["Patients", "How many"],
    ...Object.entries(body.contacts),
    [],
    COLUMNS.map(({ name }) => name),
    ...groups.map((group) => COLUMNS.map(({ cell }) => cell(group))),
    [],
    ["Texts and replies", "How many"],
    ...sendsRows(body).map(({ of, group, many }): Cell[] => [`${of}: ${group}`, many]),
    [],
    ["Column", "Definition"],
    ...COLUMNS.map(({ name, means }) => [name, means(say)]),
  ]
  return BYTE_ORDER_MARK + csvOf(rows)
}
