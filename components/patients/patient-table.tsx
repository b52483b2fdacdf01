import Link from "next/link"
import type { MouseEvent } from "react"
import { DoseStrip } from "@/components/doses/dose-strip"
import { PatientFlags } from "@/components/patients/patient-flags"
import { gapWords, ReportedFigure, Trend } from "@/components/patients/row-figures"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"
import type { PatientRow } from "@/lib/patients/patient-row"
import { instead, NAME_NOT_SHARED } from "@/lib/patients/person-name"

type PatientTableProps = {
  rows: PatientRow[]
  previewId: string | null
  onPreview: (patientId: string) => void
}

/** One row a patient; a click beside the name opens the preview, the name opens the page. */
export function PatientTable({ rows, previewId, onPreview }: PatientTableProps) {
  const onRow = (event: MouseEvent, id: string) => {
    if (event.target instanceof Element && event.target.closest("a,button")) return
    if (window.getSelection()?.toString()) return
    onPreview(id)
  }
  return (
    <Table label="Patients" containerClassName="max-md:hidden">
      <TableHead>
        <TableRow>
          <TableHeader className="pl-0">Patient</TableHeader>
          <TableHeader>Last 14 days</TableHeader>
          <TableHeader>Reported, 30 days</TableHeader>
          <TableHeader>Trend</TableHeader>
          <TableHeader>Last reported dose</TableHeader>
          <TableHeader>Current gap</TableHeader>
          <TableHeader>Flags</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow
            key={row.id}
            aria-selected={row.id === previewId}
            onClick={(event) => onRow(event, row.id)}
            className="cursor-pointer"
          >
            <TableCell className="max-w-64 pl-0">
              <PatientName row={row} />
            </TableCell>
            <TableCell>
              <DoseStrip days={row.strip} />
            </TableCell>
            <TableCell>
              <ReportedFigure row={row} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <Trend points={row.trend} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {row.lastTakenAt ? (
                <Time instant={row.lastTakenAt} zone={row.zone} />
              ) : (
                <span className="text-muted-foreground">None in 30 days</span>
              )}
            </TableCell>
            <TableCell className="whitespace-nowrap">{gapWords(row.currentGap)}</TableCell>
            <TableCell>
              <PatientFlags row={row} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** The name, and below it the weightiest reason for attention. */
export function PatientName({ row }: { row: PatientRow }) {
  const [reason] = row.needReasons
  return (
    <>
      <Link
        href={`/patients/${row.id}`}
        prefetch={false}
        className="rounded-sm font-medium hover:underline"
      >
        {row.name}
      </Link>
      {row.name === NAME_NOT_SHARED ? <p className="truncate text-xs">{instead(row)}</p> : null}
      {reason ? (
        <p title={row.needReasons.join(" · ")} className="truncate text-muted-foreground text-xs">
          {reason}
        </p>
      ) : null}
    </>
  )
}
