"use client"

import { useTranslations } from "next-intl"
import { DefinedFigure } from "@/components/adherence/definition-of"
import { type FigureWords, useFigureWords } from "@/components/adherence/use-figure-words"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { pointsBetween } from "@/lib/doses/compare"
import type { Figures } from "@/lib/doses/figures"
import { isEnough, SHARE_KEYS, type ShareKey, shareOf } from "@/lib/doses/shares"

type Side = { name: string; figures: Figures }

/** Figures of two periods side by side; their difference only where it means something. */
export function CompareTable({ here, there }: { here: Side; there: Side }) {
  const t = useTranslations("adherence")
  const words = useFigureWords()
  return (
    <Table label={t("compare.title")}>
      <TableHead>
        <TableRow>
          <TableHeader className="ps-0">{t("figures.figure")}</TableHeader>
          {[here, there].map(({ name }, index) => (
            <TableHeader key={index === 0 ? "here" : "there"} className="whitespace-normal">
              {t(index === 0 ? "compare.this" : "compare.that")}
              <span className="block font-normal">{name}</span>
            </TableHeader>
          ))}
          <TableHeader>{t("compare.difference")}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {SHARE_KEYS.map((key) => (
          <TableRow key={key} className="h-9">
            <TableCell className="min-w-36 ps-0">
              <DefinedFigure name={key} />
            </TableCell>
            <Told name={key} {...{ words }} figures={here.figures} />
            <Told name={key} {...{ words }} figures={there.figures} />
            <TableCell>
              <Difference name={key} here={here.figures} there={there.figures} />
            </TableCell>
          </TableRow>
        ))}
        <TableRow className="h-9">
          <TableCell className="ps-0">
            <DefinedFigure name="longestGap" />
          </TableCell>
          <Told name="longestGap" {...{ words }} figures={here.figures} />
          <Told name="longestGap" {...{ words }} figures={there.figures} />
          <TableCell />
        </TableRow>
      </TableBody>
    </Table>
  )
}

type ToldProps = {
  name: ShareKey | "longestGap"
  words: FigureWords
  figures: Figures
}

function Told({ name, words: { tell, notEnough }, figures }: ToldProps) {
  const { value, count, detail } = tell(name, figures)
  return (
    <TableCell>
      <span className="whitespace-nowrap font-medium">{value ?? notEnough}</span>
      {value === count ? null : (
        <span className="whitespace-nowrap text-muted-foreground text-xs"> {count}</span>
      )}
      {detail ? (
        <span className="whitespace-nowrap text-muted-foreground text-xs"> · {detail}</span>
      ) : null}
    </TableCell>
  )
}

type DifferenceProps = { name: ShareKey; here: Figures; there: Figures }

function Difference({ name, here, there }: DifferenceProps) {
  const t = useTranslations("adherence.compare")
  const points = pointsBetween(name, here, there)
  if (points !== null) {
    const words = t(points > 0 ? "up" : "down", { n: Math.abs(points) })
    return <span className="whitespace-nowrap font-medium">{words}</span>
  }
  const least = Math.min(shareOf(name, here).whole, shareOf(name, there).whole)
  return (
    <span className="text-muted-foreground text-xs">{t(isEnough(least) ? "nothing" : "few")}</span>
  )
}
