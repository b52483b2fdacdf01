"use client"

import { DoseGlyph } from "@/components/doses/dose-glyph"
import { stateWords } from "@/components/doses/dose-legend"
import type { DoseCell, DoseRow } from "@/components/doses/dose-row"
import { Button } from "@/components/ui/button"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"

type DoseTableProps = { rows: DoseRow[]; zone: string; onOpen: (doseId: string) => void }

/** The grid's doses in words, the latest first. */
export function DoseTable({ rows, zone, onOpen }: DoseTableProps) {
  const lines = rows
    .flatMap((row) => row.cells.map((cell) => ({ ...cell, medication: row.medication })))
    .sort((a, b) => keyOf(b).localeCompare(keyOf(a)))
  return (
    <Table label="Doses, the latest first">
      <TableHead>
        <TableRow>
          <TableHeader>Date</TableHeader>
          <TableHeader className="max-md:hidden">Time</TableHeader>
          <TableHeader>Medication</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader className="max-md:hidden">Taken at</TableHeader>
          <TableHeader className="print:hidden">
            <span className="sr-only">Evidence</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.doseId} className="h-9">
            <TableCell className="whitespace-nowrap">
              {dayOf(line)}
              <span className="block text-muted-foreground md:hidden">{line.slot}</span>
            </TableCell>
            <TableCell className="max-md:hidden">{line.slot}</TableCell>
            <TableCell className="md:min-w-40">{line.medication}</TableCell>
            <TableCell>
              <span className="flex items-center md:min-w-44 gap-2">
                <DoseGlyph state={line.state} decorative />
                {stateWords(line.state)}
              </span>
            </TableCell>
            <TableCell className="whitespace-nowrap max-md:hidden">
              {line.takenAt ? <Time instant={line.takenAt} zone={zone} form="short" /> : null}
            </TableCell>
            <TableCell className="text-right print:hidden">
              <Button
                variant="link"
                aria-label={`Open evidence: ${line.sentence}`}
                onClick={() => onOpen(line.doseId)}
              >
                Open
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function keyOf(cell: DoseCell): string {
  return `${cell.localDate} ${cell.slot}`
}

/** The sentence begins with the day, "Tue 3 Nov 08:00, …", and says it as the grid does. */
function dayOf({ sentence, slot, localDate }: DoseCell): string {
  const end = sentence.indexOf(` ${slot}`)
  return end > 0 ? sentence.slice(0, end) : localDate
}
