"use client"

import { useTranslations } from "next-intl"
import { useId } from "react"
import { Select } from "@/components/ui/select"
import type { StaffGroup } from "@/lib/auth/role-effects"
import {
  ROLE_CHOICES,
  type RoleChoice,
  type RoleMapping,
  type StaffKind,
} from "@/lib/auth/role-mapping"

type RolesOfKindProps = {
  kind: StaffKind
  draft: RoleMapping
  groups: StaffGroup[]
  onChange: (next: RoleMapping) => void
}

/** One row a template that anybody has or that has a rule, and one for all others of the kind. */
export function RolesOfKind({ kind, draft, groups, onChange }: RolesOfKindProps) {
  const t = useTranslations("settings.people")
  const mine = groups.filter((group) => group.kind === kind)
  const rules = draft.templates.filter((rule) => rule.kind === kind)
  const templates = new Set([
    ...rules.map(({ template }) => template),
    ...mine.flatMap(({ template }) => (template === null ? [] : [template])),
  ])
  const peopleOf = (template: string) =>
    mine.filter((group) => group.template === template).reduce((n, { people }) => n + people, 0)
  const fallback = draft.defaults[kind]
  const setDefault = (choice: RoleChoice) =>
    onChange({ ...draft, defaults: { ...draft.defaults, [kind]: choice } })
  const setTemplate = (template: string, choice: RoleChoice | null) => {
    const others = draft.templates.filter(
      (rule) => rule.kind !== kind || rule.template !== template,
    )
    onChange({ ...draft, templates: choice ? [...others, { kind, template, choice }] : others })
  }
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1">
      <h3 className="font-medium text-sm">{t(`kind.${kind}.many`)}</h3>
      <ul className="divide-y border-y">
        {[...templates].toSorted().map((template) => (
          <ChoiceRow
            key={template}
            label={template}
            people={peopleOf(template)}
            value={rules.find((rule) => rule.template === template)?.choice ?? null}
            fallback={fallback}
            onChange={(choice) => setTemplate(template, choice)}
          />
        ))}
        <ChoiceRow
          label={t(templates.size > 0 ? `defaultForOther.${kind}` : `defaultFor.${kind}`)}
          people={mine
            .filter(({ template }) => template === null)
            .reduce((n, { people }) => n + people, 0)}
          value={fallback}
          onChange={(choice) => setDefault(choice ?? fallback)}
        />
      </ul>
    </div>
  )
}

type ChoiceRowProps = {
  label: string
  people: number
  /** Null follows `fallback`, where there is one. */
  value: RoleChoice | null
  fallback?: RoleChoice
  onChange: (choice: RoleChoice | null) => void
}

function ChoiceRow({ label, people, value, fallback, onChange }: ChoiceRowProps) {
  const t = useTranslations("settings.people")
  const id = useId()
  return (
    <li className="flex min-h-11 items-center justify-between gap-3 py-1">
      <label htmlFor={id} className="grid min-w-0">
        <bdi className="wrap-anywhere hyphens-auto text-sm">{label}</bdi>
        <span className="text-muted-foreground text-xs">
          {people === 0 ? t("nobodyToday") : t("people", { n: people })}
        </span>
      </label>
      <Select
        id={id}
        className="w-60 shrink-0 max-sm:w-52"
        value={value ?? ""}
        onChange={(event) =>
          onChange(ROLE_CHOICES.find((choice) => choice === event.target.value) ?? null)
        }
      >
        {fallback ? <option value="">{t(`defaultRole.${fallback}`)}</option> : null}
        {ROLE_CHOICES.map((choice) => (
          <option key={choice} value={choice}>
            {t(`role.${choice}`)}
          </option>
        ))}
      </Select>
    </li>
  )
}
