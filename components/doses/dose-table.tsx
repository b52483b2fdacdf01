"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import type { DoseRow } from "@/components/doses/dose-row"
import { useDoseWords } from "@/components/doses/use-dose-words"
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
import type { TimelineDose } from "@/lib/patients/timeline"

type DoseTableProps = {
  rows: DoseRow[]
  onOpen: (doseId: string) => void
  /** On paper all lines stand. */
  isWhole: boolean
}

const LINES_A_STEP = 150

/** The grid's doses in words, the latest first. */
export function DoseTable({ rows, onOpen, isWhole }: DoseTableProps) {
  const t = useTranslations("doses.table")
  const [most, setMost] = useState(LINES_A_STEP)
  const lines = rows.flatMap(({ cells }) => cells).sort((a, b) => keyOf(b).localeCompare(keyOf(a)))
  const shown = isWhole ? lines : lines.slice(0, most)
  return (
    <div className="grid gap-2">
      <Table label={t("name")}>
        <TableHead>
          <TableRow>
            <TableHeader>{t("date")}</TableHeader>
            <TableHeader className="max-md:hidden">{t("time")}</TableHeader>
            <TableHeader>{t("medication")}</TableHeader>
            <TableHeader>{t("state")}</TableHeader>
            <TableHeader className="max-md:hidden">{t("takenAt")}</TableHeader>
            <TableHeader className="print:hidden">
              <span className="sr-only">{t("evidence")}</span>
            </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((dose) => (
            <Line key={dose.id} {...{ dose, onOpen }} />
          ))}
        </TableBody>
      </Table>
      {shown.length < lines.length ? (
        <Button className="w-fit" onClick={() => setMost(most + LINES_A_STEP)}>
          {t("more", { count: lines.length - shown.length })}
        </Button>
      ) : null}
    </div>
  )
}

type LineProps = Omit<DoseTableProps, "rows" | "isWhole"> & { dose: TimelineDose }

function Line({ dose, onOpen }: LineProps) {
  const t = useTranslations("doses.table")
  const words = useDoseWords()
  return (
    <TableRow className="h-9">
      <TableCell className="whitespace-nowrap">
        {words.day(dose.localDate)}
        <span className="block text-muted-foreground md:hidden">{dose.slot}</span>
      </TableCell>
      <TableCell className="max-md:hidden">{dose.slot}</TableCell>
      <TableCell className="md:min-w-40">
        <bdi>{dose.medication}</bdi>
      </TableCell>
      <TableCell>
        <span className="flex items-center gap-2 md:min-w-44">
          <DoseGlyph state={dose.state} decorative />
          {words.stateAtStart(dose.state)}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap max-md:hidden">
        {dose.takenAt ? <Time instant={dose.takenAt} zone={dose.zone} form="short" /> : null}
      </TableCell>
      <TableCell className="text-end print:hidden">
        <Button
          variant="link"
          aria-label={t("openOne", { sentence: words.sentence(dose) })}
          onClick={() => onOpen(dose.id)}
        >
          {t("open")}
        </Button>
      </TableCell>
    </TableRow>
  )
}

function keyOf({ localDate, slot }: TimelineDose): string {
  return `${localDate} ${slot}`
}
