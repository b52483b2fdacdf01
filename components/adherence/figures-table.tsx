import { DefinitionOf } from "@/components/adherence/figure-row"
import { Definition } from "@/components/ui/definition"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { FIGURE_DEFINITIONS, type FigureKey } from "@/lib/doses/definitions"
import { type Figures, wholePercent } from "@/lib/doses/figures"
import { FIGURE_PERIODS, type FigurePeriod } from "@/lib/patients/timeline"

type Row = { key: FigureKey; tell: (figures: Figures) => { value: string; detail: string } }

const ROWS: readonly Row[] = [
  { key: "rate", tell: (f) => share(f.enough ? f.rate : null, f.taken, f.n, "doses") },
  { key: "range", tell: rangeOf },
  { key: "onTime", tell: (f) => share(f.enough ? f.onTimeRate : null, f.onTime, f.n, "doses") },
  { key: "fullDays", tell: (f) => share(f.fullDayRate, f.fullDays, f.dueDays, "days") },
  { key: "responseRate", tell: (f) => share(f.responseRate, f.replied, f.reminded, "reminded") },
  { key: "reachability", tell: (f) => share(f.reachability, f.n, f.n + f.notReminded, "doses") },
  { key: "longestGap", tell: (f) => gap(f.longestGap) },
  { key: "streak", tell: (f) => ({ value: doses(f.streak), detail: "" }) },
]

/** Every figure over every period; each label opens its definition. */
export function FiguresTable({ figures }: { figures: Record<FigurePeriod, Figures> }) {
  return (
    <section aria-labelledby="figures-title" className="min-w-0">
      <h2 id="figures-title" className="mb-1 font-semibold text-base">
        All figures
      </h2>
      <Table label="All figures">
        <TableHead>
          <TableRow>
            <TableHeader className="pl-0">Figure</TableHeader>
            {FIGURE_PERIODS.map((days) => (
              <TableHeader key={days}>{days} days</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {ROWS.map(({ key, tell }) => (
            <TableRow key={key} className="h-9">
              <TableCell className="min-w-36 pl-0">
                <Definition term={FIGURE_DEFINITIONS[key].label}>
                  <DefinitionOf name={key} />
                </Definition>
              </TableCell>
              {FIGURE_PERIODS.map((days) => {
                const { value, detail } = tell(figures[days])
                return (
                  <TableCell key={days}>
                    <span className="whitespace-nowrap font-medium">{value}</span>{" "}
                    <span className="whitespace-nowrap text-muted-foreground text-xs">
                      {detail}
                    </span>
                  </TableCell>
                )
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

function share(rate: number | null, part: number, whole: number, noun: string) {
  const detail = `${part} of ${whole} ${noun}`
  return { value: rate === null ? "Not enough data" : `${wholePercent(rate)} %`, detail }
}

function rangeOf({ low, high, enough }: Figures) {
  if (!enough || low === null || high === null) return { value: "Not enough data", detail: "" }
  return { value: `${wholePercent(low)}–${wholePercent(high)} %`, detail: "" }
}

function gap({ doses: n, hours }: { doses: number; hours: number | null }) {
  return { value: doses(n), detail: hours === null ? "" : `${Math.round(hours)} h` }
}

function doses(n: number): string {
  return `${n} ${n === 1 ? "dose" : "doses"}`
}
