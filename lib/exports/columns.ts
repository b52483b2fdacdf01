import type { MessageState } from "@/db/enums"
import { FIGURE_NAMES, type FigureKey } from "@/lib/doses/definitions"
import type { Figures } from "@/lib/doses/figures"
import { type ShareKey, toldShare } from "@/lib/doses/shares"
import type { Translator } from "@/lib/i18n/translator"
import { KIND_WORDS, STATE_WORDS, sendReason } from "@/lib/messages/words"
import type { Instant } from "@/lib/time"
import { column, denominatorOf, figureIn, type Meaning, type Unit } from "./meaning"
import type { DoseRow, FiguresRow, MessageRow } from "./rows"
import type { ExportKind } from "./schema"

export type Cell = string | number | null
export type Column<T> = { name: string; means: Meaning; cell: (row: T) => Cell }

const utc = (at: Instant | null): Cell => (at === null ? null : new Date(at).toISOString())
const yesNo = (is: boolean): Cell => (is ? "yes" : "no")

const PERSON = [
  { name: "Patient id", means: column("patientId"), cell: (row: Person) => row.patientId },
  { name: "Patient", means: column("patient"), cell: (row: Person) => row.patient },
]
type Person = { patientId: string; patient: string }

export const DOSE_COLUMNS: Column<DoseRow>[] = [
  { name: "Dose id", means: column("doseId"), cell: (row) => row.id },
  ...PERSON,
  { name: "Medication", means: column("medication"), cell: (row) => row.medication },
  { name: "Day", means: column("day"), cell: (row) => row.localDate },
  { name: "Slot", means: column("slot"), cell: (row) => row.slot },
  { name: "Time zone", means: column("timeZone"), cell: (row) => row.timeZone },
  { name: "Due at (UTC)", means: column("dueAt"), cell: (row) => utc(row.dueAt) },
  { name: "State", means: column("state"), cell: (row) => row.state },
  { name: "Reported taken at (UTC)", means: column("takenAt"), cell: (row) => utc(row.takenAt) },
  { name: "Reported on time", means: column("onTime"), cell: (row) => yesNo(row.onTime) },
  { name: "Reminded", means: column("reminded"), cell: (row) => yesNo(row.reminded) },
  { name: "Replied", means: column("replied"), cell: (row) => yesNo(row.replied) },
]

export const MESSAGE_COLUMNS: Column<MessageRow>[] = [
  { name: "Message id", means: column("messageId"), cell: (row) => row.id },
  ...PERSON,
  { name: "Kind", means: column("kind"), cell: (row) => KIND_WORDS[row.kind] },
  {
    name: "State",
    means: column("messageState"),
    cell: (row) => STATE_WORDS[row.state satisfies MessageState],
  },
  { name: "Reason", means: column("reason"), cell: (row) => sendReason(row.reason) },
  { name: "Parts", means: column("parts"), cell: (row) => row.parts },
  { name: "Created at (UTC)", means: column("createdAt"), cell: (row) => utc(row.createdAt) },
  { name: "Sent at (UTC)", means: column("sentAt"), cell: (row) => utc(row.sentAt) },
  { name: "By", means: column("by"), cell: (row) => (row.isByPerson ? "person" : "schedule") },
  { name: "Doses", means: column("doses"), cell: (row) => row.doses },
  { name: "messageId", means: column("biotMessageId"), cell: (row) => row.biotMessageId },
]

function figure(
  key: FigureKey,
  cell: (of: Figures) => Cell,
  { name = FIGURE_NAMES[key], unit = "share" }: { name?: string; unit?: Unit } = {},
): Column<FiguresRow> {
  return { name, means: figureIn(key, unit), cell: (row) => cell(row.figures) }
}

const rounded4 = (share: number | null): Cell =>
  share === null ? null : Math.round(share * 10_000) / 10_000
const share = (key: ShareKey) => figure(key, (of) => rounded4(toldShare(key, of)))
const rangeEnd = (end: "low" | "high") =>
  figure("range", (of) => rounded4(of.enough ? of[end] : null), { name: `Range, ${end}` })

export const FIGURE_COLUMNS: Column<FiguresRow>[] = [
  ...PERSON,
  { name: "From", means: column("from"), cell: (row) => row.from },
  { name: "To", means: column("to"), cell: (row) => row.to },
  { name: "Doses reported taken", means: column("taken"), cell: (row) => row.figures.taken },
  {
    name: "Doses in reported adherence",
    means: denominatorOf("rate"),
    cell: (row) => row.figures.n,
  },
  share("rate"),
  rangeEnd("low"),
  rangeEnd("high"),
  share("onTime"),
  share("fullDays"),
  share("responseRate"),
  share("reachability"),
  figure("longestGap", (of) => of.longestGap.doses, { unit: "unit.doses" }),
  figure("currentGap", (of) => of.currentGap.doses, { unit: "unit.doses" }),
  figure("hoursBetweenTakes", (of) => rounded(of.hoursBetweenTakes), { unit: "unit.hours" }),
  figure("streak", (of) => of.streak, { unit: "unit.doses" }),
  figure("trend", (of) => of.trend, { unit: "unit.points" }),
]

const rounded = (hours: number | null): Cell =>
  hours === null ? null : Math.round(hours * 10) / 10

const COLUMNS: Record<ExportKind, { name: string; means: Meaning }[]> = {
  doses: DOSE_COLUMNS,
  messages: MESSAGE_COLUMNS,
  figures: FIGURE_COLUMNS,
}

export type Defined = { name: string; definition: string }

/** What stands in each column of an export. */
export function columnsOf(kind: ExportKind, say: Translator): Defined[] {
  return COLUMNS[kind].map(({ name, means }) => ({ name, definition: means(say) }))
}
