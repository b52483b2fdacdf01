"use client"

import { useTranslations } from "next-intl"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"

type ChartTableProps = { label: string; head: string[]; rows: string[][] }

/** The numbers of a chart, folded away until they are asked for. */
export function ChartTable({ label, head, rows }: ChartTableProps) {
  const t = useTranslations("adherence.patterns")
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-primary underline-offset-4 hover:underline">
        {t("table")}
      </summary>
      <Table label={label} containerClassName="mt-2 max-h-80 overflow-y-auto">
        <TableHead>
          <TableRow>
            {head.map((name) => (
              <TableHeader key={name}>{name}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row[0]} className="h-8">
              {head.map((name, index) => (
                <TableCell key={name}>{row[index]}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </details>
  )
}
