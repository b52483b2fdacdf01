"use client"

import type { Route } from "next"
import Link from "next/link"
import type { ReactNode } from "react"
import { MessageTime, StateBadge, stateDetail } from "@/components/messages/message-state"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import type { LogRow } from "@/lib/messages/log-row"
import { KIND_WORDS } from "@/lib/messages/words"

type LogProps = {
  rows: readonly LogRow[]
  zone: string
  openId: string | null
  onOpen: (id: string) => void
}

const COLUMNS = [
  "Time",
  "Patient",
  "Kind",
  "State",
  "Doses",
  "Parts",
  "Attempts",
  "messageId",
  "Asked by",
]

/** The log where there is room for columns. */
export function LogTable({ rows, zone, openId, onOpen }: LogProps) {
  return (
    <Table label="Messages" containerClassName="hidden md:block">
      <TableHead>
        <tr>
          {COLUMNS.map((name) => (
            <TableHeader key={name}>{name}</TableHeader>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} aria-selected={row.id === openId} className="relative">
            <TableCell className="whitespace-nowrap">
              <OpenButton row={row} isOpen={row.id === openId} onOpen={onOpen}>
                <MessageTime message={row} zone={zone} />
              </OpenButton>
            </TableCell>
            <TableCell className="max-w-48 truncate">
              <Link
                href={`/patients/${row.patientId}` as Route}
                className="relative z-10 rounded-sm font-medium underline-offset-4 hover:underline"
              >
                {row.patientName}
              </Link>
            </TableCell>
            <TableCell className="whitespace-nowrap">{KIND_WORDS[row.kind]}</TableCell>
            <TableCell className="min-w-40 max-w-80">
              <StateBadge message={row} />
              {stateDetail(row) ? (
                <span className="mt-0.5 line-clamp-2 text-muted-foreground text-xs">
                  {stateDetail(row)}
                </span>
              ) : null}
            </TableCell>
            <TableCell className="max-w-64 truncate">{dosesInShort(row.doses)}</TableCell>
            <TableCell>{row.parts}</TableCell>
            <TableCell>{row.attempts}</TableCell>
            <TableCell className="max-w-36 truncate font-mono text-xs">
              {row.biotMessageId ?? <span className="text-muted-foreground">none</span>}
            </TableCell>
            <TableCell className="max-w-40 truncate">
              {row.by ?? <span className="text-muted-foreground">Schedule</span>}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** The log on a phone: to whom, what became of it, when. */
export function LogList({ rows, zone, openId, onOpen }: LogProps) {
  return (
    <ul aria-label="Messages" className="-mx-4 divide-y border-y md:hidden">
      {rows.map((row) => (
        <li key={row.id}>
          <button
            type="button"
            aria-haspopup="dialog"
            aria-expanded={row.id === openId}
            onClick={() => onOpen(row.id)}
            className="grid min-h-14 w-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 px-4 py-2 text-left text-sm hover:bg-subtle focus-visible:-outline-offset-2"
          >
            <span className="truncate font-medium">{row.patientName}</span>
            <StateBadge message={row} />
            <span className="col-span-2 text-muted-foreground text-xs">
              {KIND_WORDS[row.kind]} · <MessageTime message={row} zone={zone} />
            </span>
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
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={() => onOpen(row.id)}
      className="rounded-sm text-left after:absolute after:inset-0"
    >
      {children}
      <span className="sr-only">, message to {row.patientName}</span>
    </button>
  )
}

function dosesInShort(doses: readonly string[]): string {
  const [first, ...others] = doses
  if (!first) return "About no dose"
  return others.length > 0 ? `${first} and ${others.length} more` : first
}
