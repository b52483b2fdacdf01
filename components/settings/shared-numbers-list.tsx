import { PhoneCall } from "lucide-react"
import type { Route } from "next"
import Link from "next/link"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { useOwnerWords } from "@/components/consent/use-owner-words"
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
import type { NumberOwner, SharedNumber, SharedNumbers } from "@/lib/patients/phone-owners"

type SharedNumbersListProps = { numbers: SharedNumbers; zone: string }

/** The numbers to work through, in BioT; each disappears by itself once it has one owner. */
export function SharedNumbersList({ numbers, zone }: SharedNumbersListProps) {
  const t = useTranslations("settings.sharedNumbers")
  const { shared, additional, total, page, pages } = numbers
  if (total === 0 && page === 1) {
    return (
      <EmptyState icon={<PhoneCall aria-hidden />} title={t("none")}>
        {t("noneHint")}
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-8">
      {shared.length > 0 ? (
        <Numbers title={t("lost")} rows={shared} zone={zone}>
          {t("lostHint")}
        </Numbers>
      ) : null}
      {additional.length > 0 ? (
        <Numbers title={t("additional")} rows={additional} zone={zone}>
          {t("additionalHint")}
        </Numbers>
      ) : null}
      {shared.length + additional.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t("noMore")}</p>
      ) : null}
      {pages > 1 ? <Pages {...{ page, pages, total }} /> : null}
    </div>
  )
}

function Pages({ page, pages, total }: { page: number; pages: number; total: number }) {
  const t = useTranslations("settings.sharedNumbers")
  const linkTo = (to: number, words: string) => (
    <Link
      href={`/settings/shared-numbers?page=${to}` as Route}
      className="inline-block min-h-6 text-primary leading-6 underline-offset-4 hover:underline"
    >
      {words}
    </Link>
  )
  return (
    <nav aria-label={t("pages")} className="flex flex-wrap gap-x-4 text-sm">
      <span className="text-muted-foreground">{t("page", { page, pages, total })}</span>
      {page > 1 ? linkTo(page - 1, t("previous")) : null}
      {page < pages ? linkTo(page + 1, t("next")) : null}
    </nav>
  )
}

type NumbersProps = { title: string; rows: SharedNumber[]; zone: string; children: ReactNode }

function Numbers({ title, rows, zone, children }: NumbersProps) {
  const t = useTranslations("settings.sharedNumbers")
  return (
    <section className="grid gap-2">
      <h2 className="font-semibold text-base">{title}</h2>
      <p className="text-muted-foreground text-sm">{children}</p>
      <Table label={title}>
        <TableHead>
          <TableRow>
            <TableHeader className="ps-0">{t("number")}</TableHeader>
            <TableHeader>{t("owners")}</TableHeader>
            <TableHeader>{t("since")}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ phone, owners, ownersOutside, found }) => (
            <TableRow key={phone}>
              <TableCell className="whitespace-nowrap ps-0 tabular-nums">
                <bdi dir="ltr">{phone}</bdi>
              </TableCell>
              <TableCell>
                <ul className="grid gap-1">
                  {owners.map((owner) => (
                    <li key={`${owner.id} ${owner.as}`}>
                      <Owner owner={owner} />
                    </li>
                  ))}
                  {ownersOutside > 0 ? <li>{t("outside", { n: ownersOutside })}</li> : null}
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

function Owner({ owner }: { owner: NumberOwner }) {
  const t = useTranslations("settings")
  const { ownerWords } = useOwnerWords()
  const notes = [
    owner.as === "additional" ? t("sharedNumbers.asAdditional") : "",
    owner.isEnabled ? "" : t("people.disabledInBiot"),
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
