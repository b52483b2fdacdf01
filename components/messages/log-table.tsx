"use client"

import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { useDoseNames } from "@/components/composer/dose-names"
import { MessageTime, StateBadge } from "@/components/messages/message-state"
import { useMessageWords } from "@/components/messages/message-words"
import { cn } from "@/components/ui/cn"
import { PersonName, usePersonName } from "@/components/ui/person-name"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import type { LogRow } from "@/lib/messages/log-row"

type LogProps = {
  rows: readonly LogRow[]
  zone: string
  openId: string | null
  onOpen: (id: string) => void
}

const COLUMNS = [
  "time",
  "patient",
  "kind",
  "state",
  "doses",
  "parts",
  "attempts",
  "messageId",
  "by",
] as const

/** The log where there is room for columns. */
export function LogTable({ rows, zone, openId, onOpen }: LogProps) {
  const t = useTranslations("messages.table")
  return (
    <Table label={t("label")} containerClassName="hidden md:block">
      <TableHead>
        <tr>
          {COLUMNS.map((name) => (
            <TableHeader key={name}>{t(name)}</TableHeader>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <LogLine key={row.id} row={row} zone={zone} isOpen={row.id === openId} onOpen={onOpen} />
        ))}
      </TableBody>
    </Table>
  )
}

type LineProps = Pick<LogProps, "zone" | "onOpen"> & { row: LogRow; isOpen: boolean }

function LogLine({ row, zone, isOpen, onOpen }: LineProps) {
  const t = useTranslations("messages.table")
  const words = useMessageWords()
  return (
    <TableRow aria-selected={isOpen} className="relative">
      <TableCell className="whitespace-nowrap">
        <OpenButton row={row} isOpen={isOpen} onOpen={onOpen}>
          <MessageTime message={row} zone={zone} />
        </OpenButton>
      </TableCell>
      <TableCell className="max-w-48 truncate">
        <Link
          href={`/patients/${row.patientId}` as Route}
          className="relative z-10 rounded-sm font-medium underline-offset-4 hover:underline"
        >
          <PersonName of={row.patientName} />
        </Link>
      </TableCell>
      <TableCell className="whitespace-nowrap">{words.kind(row.kind)}</TableCell>
      <TableCell className="min-w-40 max-w-80">
        <StateBadge message={row} />
        <Detail row={row} className="mt-0.5" />
      </TableCell>
      <TableCell className="max-w-64 truncate">
        <FirstDose row={row} />
      </TableCell>
      <TableCell>{row.parts}</TableCell>
      <TableCell>{row.attempts}</TableCell>
      <TableCell className="max-w-36 truncate font-mono text-xs">
        {row.biotMessageId ? (
          <bdi dir="ltr">{row.biotMessageId}</bdi>
        ) : (
          <span className="text-muted-foreground">{t("none")}</span>
        )}
      </TableCell>
      <TableCell className="max-w-40 truncate">
        {row.by ? (
          <bdi>{row.by}</bdi>
        ) : (
          <span className="text-muted-foreground">{t("schedule")}</span>
        )}
        {row.batchId ? (
          <Link
            href={`/messages/batches/${row.batchId}` as Route}
            className="relative z-10 block truncate rounded-sm text-primary text-xs underline-offset-4 hover:underline"
          >
            {t("inBatch")}
          </Link>
        ) : null}
      </TableCell>
    </TableRow>
  )
}

/** Why it stands as it does, in two lines at most. */
function Detail({ row, className }: { row: LogRow; className: string }) {
  const detail = useMessageWords().detail(row)
  if (!detail) return null
  return (
    <span className={cn("line-clamp-2 text-muted-foreground text-xs", className)}>{detail}</span>
  )
}

/** The log on a phone: to whom, what became of it, when. */
export function LogList({ rows, zone, openId, onOpen }: LogProps) {
  const t = useTranslations("messages.table")
  const words = useMessageWords()
  return (
    <ul aria-label={t("label")} className="-mx-4 divide-y border-y md:hidden">
      {rows.map((row) => (
        <li key={row.id}>
          <button
            type="button"
            aria-haspopup="dialog"
            aria-expanded={row.id === openId}
            onClick={() => onOpen(row.id)}
            className="grid min-h-14 w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-4 py-2 text-start text-sm hover:bg-subtle focus-visible:-outline-offset-2"
          >
            <span className="truncate font-medium">
              <PersonName of={row.patientName} />
            </span>
            <StateBadge message={row} />
            <span className="col-span-2 text-muted-foreground text-xs">
              {words.kind(row.kind)} · <MessageTime message={row} zone={zone} />
            </span>
            <Detail row={row} className="col-span-2" />
          </button>
        </li>
      ))}
    </ul>
  )
}

type OpenButtonProps = {
  row: LogRow
  isOpen: boolean
  onOpen: (id: string) => void
  children: ReactNode
}

/** Covers its whole row, so that a click anywhere opens the message. */
function OpenButton({ row, isOpen, onOpen, children }: OpenButtonProps) {
  const t = useTranslations("messages.table")
  const nameOf = usePersonName()
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => onOpen(row.id)}
      className="rounded-sm text-start after:absolute after:inset-0"
    >
      {children}
      <span className="sr-only">{t("opens", { name: nameOf(row.patientName) })}</span>
    </button>
  )
}

function FirstDose({ row }: { row: LogRow }) {
  const t = useTranslations("messages.table")
  const words = useDoseNames()
  const [first, ...others] = row.doses
  if (!first) return <span className="text-muted-foreground">{t("noDose")}</span>
  const dose = () => words.name(first)
  return (
    <Link
      href={`/patients/${row.patientId}?dose=${first.id}` as Route}
      className="relative z-10 rounded-sm underline-offset-4 hover:underline"
    >
      {others.length > 0 ? t.rich("moreDoses", { dose, n: others.length }) : dose()}
    </Link>
  )
}
