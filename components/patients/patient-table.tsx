"use client"

import { useTranslations } from "next-intl"
import type { MouseEvent, Ref } from "react"
import { SelectPatient, SelectShown } from "@/components/batches/select-patient"
import { DoseStrip } from "@/components/doses/dose-strip"
import { OpenTaskLine } from "@/components/patients/open-task"
import { PatientFlags } from "@/components/patients/patient-flags"
import type { ListProps } from "@/components/patients/patient-list"
import { PatientName } from "@/components/patients/patient-name"
import { Gap, ReportedFigure, Trend } from "@/components/patients/row-figures"
import { useListFocus } from "@/components/patients/use-list-focus"
import { useVirtualRows } from "@/components/patients/use-virtual-rows"
import { cn } from "@/components/ui/cn"
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

/** A name, a reason below it, and the padding. */
const ROW_PX = 57
const FIRST_ROWS = 14

/** One row a patient; a click beside the name opens the preview, the name opens the page. */
export function PatientTable(props: ListProps) {
  const { rows, activeId, previewId, isSelectable, total, place } = props
  const t = useTranslations("patients")
  const virtual = useVirtualRows({ rows, activeId, estimate: ROW_PX, first: FIRST_ROWS, place })
  useListFocus({ ...props, virtual, rows })
  const columns = isSelectable ? 9 : 8
  return (
    <Table
      label={t("title")}
      containerClassName="max-md:hidden"
      aria-rowcount={total === null || total.isMore ? -1 : total.n + 1}
    >
      <TableHead>
        <TableRow aria-rowindex={1}>
          {isSelectable ? (
            <TableHeader className="w-8 ps-1 pe-0">
              <SelectShown rows={rows} />
            </TableHeader>
          ) : null}
          <TableHeader className={isSelectable ? "" : "ps-0"}>{t("columns.patient")}</TableHeader>
          <TableHeader>{t("columns.strip")}</TableHeader>
          <TableHeader>{t("columns.reported")}</TableHeader>
          <TableHeader>{t("columns.trend")}</TableHeader>
          <TableHeader>{t("columns.lastTaken")}</TableHeader>
          <TableHeader>{t("columns.gap")}</TableHeader>
          <TableHeader>{t("columns.flags")}</TableHeader>
          <TableHeader>{t("columns.task")}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody ref={virtual.top as Ref<HTMLTableSectionElement>}>
        {virtual.drawn.map((drawn) =>
          drawn.kind === "gap" ? (
            <tr key={drawn.key} aria-hidden className="border-0">
              <td colSpan={columns} className="p-0" style={{ height: drawn.height }} />
            </tr>
          ) : (
            <Row
              key={drawn.row.id}
              row={drawn.row}
              index={drawn.index}
              measure={virtual.measure}
              isPreviewed={drawn.row.id === previewId}
              isReachable={activeId === null ? drawn.index === 0 : drawn.row.id === activeId}
              isSelectable={isSelectable}
              onPreview={props.onPreview}
              onActive={props.onActive}
            />
          ),
        )}
      </TableBody>
    </Table>
  )
}

type RowProps = Pick<ListProps, "isSelectable" | "onPreview" | "onActive"> & {
  row: PatientRow
  index: number
  measure: (element: HTMLElement | null) => void
  isPreviewed: boolean
  /** The one row that Tab comes to; the arrow keys go on from there. */
  isReachable: boolean
}

function Row({ row, index, isSelectable, onPreview, onActive, ...props }: RowProps) {
  const t = useTranslations("patients")
  const open = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a,button,input")) return
    if (window.getSelection()?.toString()) return
    onPreview(row.id)
  }
  return (
    <TableRow
      ref={props.measure}
      data-index={index}
      data-row={row.id}
      tabIndex={props.isReachable ? 0 : -1}
      // The header is the first.
      aria-rowindex={index + 2}
      aria-selected={props.isPreviewed}
      onClick={open}
      onFocus={() => onActive(row.id)}
      className="cursor-pointer focus-visible:-outline-offset-2"
    >
      {isSelectable ? (
        <TableCell className="w-8 ps-1 pe-0">
          <SelectPatient row={row} />
        </TableCell>
      ) : null}
      <TableCell className={cn("max-w-64", !isSelectable && "ps-0")}>
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
          <span className="text-muted-foreground">{t("noneTaken")}</span>
        )}
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <Gap doses={row.currentGap} />
      </TableCell>
      <TableCell>
        <PatientFlags row={row} />
      </TableCell>
      <TableCell className="max-w-52">
        <OpenTaskLine task={row.openTask} zone={row.zone} />
      </TableCell>
    </TableRow>
  )
}
