import { csvOf } from "@/lib/csv"
import { column, type Meaning } from "@/lib/exports/meaning"
import type { Translator } from "@/lib/i18n/translator"
import type { MonthDose } from "./month-dose"
import type { PatientMonth } from "./patient-month"

type Cell = string | number | null
type Column = { name: string; means: Meaning; cell: (dose: MonthDose) => Cell }

/** Spreadsheets take a file without this mark for one of their own alphabet. */
const BYTE_ORDER_MARK = "\u{FEFF}"

const utc = (at: number | null): Cell => (at === null ? null : new Date(at).toISOString())
const yesNo = (is: boolean): Cell => (is ? "yes" : "no")
const reasonsOf = ({ events }: MonthDose): string =>
  events.flatMap(({ source, reason }) => (source === "staff" && reason ? [reason] : [])).join("; ")

const COLUMNS: Column[] = [
  { name: "Day", means: column("day"), cell: ({ localDate }) => localDate },
  { name: "Slot", means: column("slot"), cell: ({ slot }) => slot },
  { name: "Medication", means: column("medication"), cell: ({ medication }) => medication },
  { name: "Dose", means: column("doseText"), cell: ({ doseText }) => doseText },
  { name: "Due at (UTC)", means: column("dueAt"), cell: ({ dueAt }) => utc(dueAt) },
  { name: "State", means: column("monthState"), cell: ({ state }) => state },
  {
    name: "Reported taken at (UTC)",
    means: column("takenAt"),
    cell: ({ takenAt }) => utc(takenAt),
  },
  { name: "Reported on time", means: column("onTime"), cell: ({ onTime }) => yesNo(onTime) },
  { name: "Reminded", means: column("reminded"), cell: ({ reminded }) => yesNo(reminded) },
  { name: "Replied", means: column("replied"), cell: ({ replied }) => yesNo(replied) },
  { name: "Reasons", means: column("reasons"), cell: reasonsOf },
]

/** The doses of a patient's month, then what the columns mean. The patient is told by BioT's id. */
export function monthCsv({ patient, month, doses }: PatientMonth, say: Translator): string {
  return (
    BYTE_ORDER_MARK +
    csvOf([
      ["Patient id", patient.id, "Month", month, "Time zone", patient.zone],
      [],
      COLUMNS.map(({ name }) => name),
      ...doses.map((dose) => COLUMNS.map(({ cell }) => cell(dose))),
      [],
      ["Column", "Definition"],
      ...COLUMNS.map(({ name, means }) => [name, means(say)]),
    ])
  )
}
