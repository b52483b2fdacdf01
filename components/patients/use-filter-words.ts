"use client"

import { useQuery } from "@tanstack/react-query"
import { useLocale, useTranslations } from "next-intl"
import { useNames } from "@/components/patients/patient-name"
import { LIST_BANDS } from "@/db/enums"
import {
  ME,
  type NarrowedBy,
  type Narrowing,
  NOBODY,
  PATIENT_FLAGS,
  TREND_WAYS,
} from "@/lib/patients/listing"
import { filterChoicesQuery } from "@/lib/patients/query-options"

export type Choice = { value: string; label: string }

/** The values that each kind of filter may be given, in words; with what the organization holds. */
export function useFilterWords(query: Narrowing, isOpen: boolean) {
  const t = useTranslations("patients.filters")
  const locale = useLocale()
  const { nameOf } = useNames()
  const isPersonNamed = query.assignee.some((value) => value !== ME && value !== NOBODY)
  const { data, isPending, isError } = useQuery({
    ...filterChoicesQuery(),
    enabled: isOpen || isPersonNamed,
  })
  const named = (type: "language" | "region", code: string) => {
    return new Intl.DisplayNames([locale], { type, fallback: "code" }).of(code) ?? code
  }
  const labelOf: Record<NarrowedBy, (value: string) => string> = {
    band: (value) => t(`bands.${value as (typeof LIST_BANDS)[number]}`),
    trend: (value) => t(`trends.${value as (typeof TREND_WAYS)[number]}`),
    flag: (value) => t(`flags.${value as (typeof PATIENT_FLAGS)[number]}`),
    medication: (value) => value,
    language: (value) => named("language", value),
    country: (value) => named("region", value),
    assignee: (value) => {
      if (value === ME) return t("me")
      if (value === NOBODY) return t("nobody")
      const person = data?.people.find(({ id }) => id === value)
      return person ? nameOf(person.name) : t("colleague")
    },
  }
  const offered: Record<NarrowedBy, readonly string[]> = {
    band: LIST_BANDS,
    trend: TREND_WAYS,
    flag: PATIENT_FLAGS,
    medication: data?.medications ?? [],
    language: data?.languages ?? [],
    country: data?.countries ?? [],
    assignee: [ME, NOBODY, ...(data?.people ?? []).map(({ id }) => id)],
  }
  /** What is chosen stays on offer, though nobody has it any more. */
  const choicesOf = (kind: NarrowedBy): Choice[] =>
    [...new Set<string>([...offered[kind], ...query[kind]])].map((value) => ({
      value,
      label: labelOf[kind](value),
    }))
  return { labelOf, choicesOf, isWaiting: isOpen && isPending, isFailed: isError }
}
