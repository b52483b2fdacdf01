"use client"

import { ChevronRight } from "lucide-react"
import { useTranslations } from "next-intl"
import { useId, useState } from "react"
import { type Choice, useFilterWords } from "@/components/patients/use-filter-words"
import { Checkbox } from "@/components/ui/checkbox"
import { Input } from "@/components/ui/input"
import { NARROWED_BY, type NarrowedBy, type Narrowing } from "@/lib/patients/listing"

/** More than so many are found faster by typing. */
const MANY = 10

type FilterFieldsProps = {
  query: Narrowing
  onChange: (next: Partial<Narrowing>) => void
}

/** Every kind of filter with its values to tick; what is ticked holds at once. */
export function FilterFields({ query, onChange }: FilterFieldsProps) {
  const t = useTranslations("patients.filters")
  const attention = useId()
  const { choicesOf, isWaiting, isFailed } = useFilterWords(query, true)
  return (
    <div className="grid">
      <label
        htmlFor={attention}
        className="flex min-h-9 cursor-pointer items-center gap-2.5 border-b px-1 pb-2 text-sm pointer-coarse:min-h-11"
      >
        <Checkbox
          id={attention}
          checked={query.attention}
          onChange={(event) => onChange({ attention: event.currentTarget.checked })}
        />
        {t("attention")}
      </label>
      {NARROWED_BY.map((kind) => (
        <Kind
          key={kind}
          kind={kind}
          choices={choicesOf(kind)}
          chosen={query[kind]}
          onChange={(values) => onChange({ [kind]: values })}
        />
      ))}
      <p role="status" className="px-1 text-muted-foreground text-xs">
        {isWaiting ? t("waiting") : isFailed ? t("failed") : null}
      </p>
    </div>
  )
}

type KindProps = {
  kind: NarrowedBy
  choices: Choice[]
  chosen: readonly string[]
  onChange: (values: string[]) => void
}

function Kind({ kind, choices, chosen, onChange }: KindProps) {
  const t = useTranslations("patients.filters")
  const id = useId()
  const [text, setText] = useState("")
  const [wasOpen] = useState(chosen.length > 0)
  const found = choices.filter(({ label }) =>
    label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()),
  )
  const toggle = (value: string, isChosen: boolean) =>
    onChange(isChosen ? [...chosen, value] : chosen.filter((each) => each !== value))
  return (
    <details open={wasOpen} className="group border-b last-of-type:border-b-0">
      <summary className="flex h-9 cursor-pointer select-none items-center gap-1.5 rounded-sm px-1 text-sm hover:bg-hover pointer-coarse:h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 text-muted-foreground transition-transform group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:scale-x-100"
        />
        {t(`kinds.${kind}`)}
        {chosen.length > 0 ? (
          <span className="ms-auto rounded-sm bg-primary-soft px-1.5 font-medium text-primary text-xs">
            <span aria-hidden>{chosen.length}</span>
            <span className="sr-only">{t("chosen", { n: chosen.length })}</span>
          </span>
        ) : null}
      </summary>
      <fieldset className="grid gap-0.5 ps-6 pe-1 pb-2">
        <legend className="sr-only">{t(`kinds.${kind}`)}</legend>
        {choices.length > MANY ? (
          <Input
            type="search"
            aria-label={t("find", { kind: t(`kinds.${kind}`) })}
            placeholder={t("findShort")}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="mb-1"
          />
        ) : null}
        <div className="grid max-h-64 overflow-y-auto">
          {found.map(({ value, label }) => (
            <label
              key={value}
              htmlFor={`${id} ${value}`}
              className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-sm px-1 text-sm hover:bg-hover pointer-coarse:min-h-11"
            >
              <Checkbox
                id={`${id} ${value}`}
                checked={chosen.includes(value)}
                onChange={(event) => toggle(value, event.currentTarget.checked)}
              />
              <bdi className="min-w-0 break-words">{label}</bdi>
            </label>
          ))}
        </div>
        {found.length === 0 ? <p className="text-muted-foreground text-xs">{t("none")}</p> : null}
      </fieldset>
    </details>
  )
}
