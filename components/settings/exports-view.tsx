"use client"

import { Download } from "lucide-react"
import { useTranslations } from "next-intl"
import { useId, useState } from "react"
import { SettingsSection } from "@/components/settings/settings-section"
import { Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import type { Defined } from "@/lib/exports/columns"
import { EXPORT_KINDS, type ExportKind, MOST_DAYS } from "@/lib/exports/schema"
import { daysBetween, type LocalDate } from "@/lib/local-date"

type ExportsViewProps = {
  from: LocalDate
  to: LocalDate
  zone: string
  columns: Record<ExportKind, Defined[]>
}

export function ExportsView(begin: ExportsViewProps) {
  const t = useTranslations("settings.exports")
  const [from, setFrom] = useState(begin.from)
  const [to, setTo] = useState(begin.to)
  const problem = problemOf(from, to)
  return (
    <div className="grid gap-8">
      <div className="grid gap-2">
        <div className="grid max-w-md grid-cols-2 gap-3">
          <Field label={t("firstDay")} className="content-start">
            {(control) => (
              <Input
                {...control}
                type="date"
                value={from}
                onChange={(event) => setFrom(event.target.value)}
              />
            )}
          </Field>
          <Field
            label={t("lastDay")}
            error={problem ? t(problem, { n: MOST_DAYS }) : null}
            className="content-start"
          >
            {(control) => (
              <Input
                {...control}
                type="date"
                value={to}
                onChange={(event) => setTo(event.target.value)}
              />
            )}
          </Field>
        </div>
        <p className="text-muted-foreground text-xs">
          {t.rich("calendar", { zone: () => <bdi dir="ltr">{begin.zone}</bdi> })}
        </p>
      </div>
      {EXPORT_KINDS.map((kind) => (
        <Export
          key={kind}
          kind={kind}
          columns={begin.columns[kind]}
          href={problem ? null : `/api/exports/${kind}?from=${from}&to=${to}`}
        />
      ))}
      <p className="text-sm">
        <a
          href="/api/exports/definitions"
          download
          className="inline-block min-h-6 text-primary leading-6 underline-offset-4 hover:underline"
        >
          {t("definitions")}
        </a>
      </p>
    </div>
  )
}

function problemOf(from: LocalDate, to: LocalDate) {
  if (!from || !to) return "bothDays"
  if (from > to) return "order"
  return daysBetween(from, to) < MOST_DAYS ? null : "most"
}

/** A file is fetched by the browser itself, so that a large one never stands in the page's memory. */
function Export({
  kind,
  columns,
  href,
}: {
  kind: ExportKind
  columns: Defined[]
  href: string | null
}) {
  const id = useId()
  const t = useTranslations("settings.exports")
  return (
    <SettingsSection title={t(`kind.${kind}.label`)} description={t(`kind.${kind}.about`)}>
      <div>
        {href === null ? (
          <Button disabled>
            <Download aria-hidden />
            {t(`kind.${kind}.download`)}
          </Button>
        ) : (
          <Button asChild>
            <a href={href} download>
              <Download aria-hidden />
              {t(`kind.${kind}.download`)}
            </a>
          </Button>
        )}
      </div>
      <details>
        <summary id={id} className="w-fit cursor-pointer text-muted-foreground text-sm">
          {t("columns")}
        </summary>
        <Table label={t(`kind.${kind}.columns`)} className="mt-2">
          <TableHead>
            <TableRow>
              <TableHeader className="ps-0">{t("column")}</TableHeader>
              <TableHeader>{t("definition")}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {columns.map(({ name, definition }) => (
              <TableRow key={name}>
                <TableCell className="whitespace-nowrap ps-0 align-top">
                  <bdi lang="en">{name}</bdi>
                </TableCell>
                <TableCell className="text-pretty">{definition}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </details>
    </SettingsSection>
  )
}
