import { PhoneCall } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import type { ReactNode } from "react"
import { EmptyState } from "@/components/ui/empty-state"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"
import {
  type NumberOwner,
  outsideWords,
  ownerWords,
  type SharedNumber,
  type SharedNumbers,
} from "@/lib/patients/phone-owners"

type SharedNumbersListProps = { numbers: SharedNumbers; zone: string }

/** The numbers to work through, in BioT; each disappears by itself once it has one owner. */
export function SharedNumbersList({ numbers, zone }: SharedNumbersListProps) {
  const { shared, additional, total, page, pages } = numbers
  if (total === 0 && page === 1) {
    return (
      <EmptyState icon={<PhoneCall aria-hidden />} title="Every number has one owner">
        Numbers that patients, caregivers or organization users share appear here by themselves.
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-8">
      {shared.length > 0 ? (
        <Numbers title="Replies are lost" rows={shared} zone={zone}>
          Give all but one of these people another number in BioT. A row goes away by itself. With
          somebody outside your organization, only BioT&rsquo;s support can see who that is.
        </Numbers>
      ) : null}
      {additional.length > 0 ? (
        <Numbers title="Also somebody's additional number" rows={additional} zone={zone}>
          Replies arrive, as BioT looks at people's first number only. Check whose phone it is.
        </Numbers>
      ) : null}
      {shared.length + additional.length === 0 ? (
        <p className="text-muted-foreground text-sm">No more numbers are shared.</p>
      ) : null}
      {pages > 1 ? <Pages {...{ page, pages, total }} /> : null}
    </div>
  )
}

function Pages({ page, pages, total }: { page: number; pages: number; total: number }) {
  const linkTo = (to: number, words: string) => (
    <Link
      href={`/settings/shared-numbers?page=${to}` as Route}
      className="inline-block min-h-6 text-primary leading-6 underline-offset-4 hover:underline"
    >
      {words}
    </Link>
  )
  return (
    <nav aria-label="Pages" className="flex flex-wrap gap-x-4 text-sm">
      <span className="text-muted-foreground">
        Page {page} of {pages}, {total} numbers
      </span>
      {page > 1 ? linkTo(page - 1, "Previous page") : null}
      {page < pages ? linkTo(page + 1, "Next page") : null}
    </nav>
  )
}

type NumbersProps = { title: string; rows: SharedNumber[]; zone: string; children: ReactNode }

function Numbers({ title, rows, zone, children }: NumbersProps) {
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-base">{title}</h2>
      <p className="text-muted-foreground text-sm">{children}</p>
      <Table label={title}>
        <TableHead>
          <TableRow>
            <TableHeader className="pl-0">Number</TableHeader>
            <TableHeader>Owners</TableHeader>
            <TableHeader>Since</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ phone, owners, ownersOutside, found }) => (
            <TableRow key={phone}>
              <TableCell className="whitespace-nowrap pl-0 tabular-nums">{phone}</TableCell>
              <TableCell>
                <ul className="grid gap-1">
                  {owners.map((owner) => (
                    <li key={`${owner.id} ${owner.as}`}>
                      <Owner owner={owner} />
                    </li>
                  ))}
                  {ownersOutside > 0 ? <li>{sentence(outsideWords(ownersOutside))}</li> : null}
                </ul>
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <Time instant={found} zone={zone} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

function Owner({ owner }: { owner: NumberOwner }) {
  const notes = [
    owner.as === "additional" ? "additional number" : "",
    owner.isEnabled ? "" : "disabled in BioT",
  ].filter(Boolean)
  return (
    <>
      {owner.kind === "patient" ? (
        <Link
          href={`/patients/${owner.id}`}
          prefetch={false}
          className="inline-block min-h-6 text-primary leading-6 underline-offset-4 hover:underline"
        >
          {ownerWords(owner)}
        </Link>
      ) : (
        ownerWords(owner)
      )}
      {notes.length > 0 ? (
        <span className="text-muted-foreground">, {notes.join(", ")}</span>
      ) : null}
    </>
  )
}
