import { useTranslations } from "next-intl"
import { Checkbox } from "@/components/ui/checkbox"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import {
  type AttentionRules,
  type CoolingRule,
  DEFAULT_ATTENTION,
  isCooling,
  LONGEST_COOL_DOWN_DAYS,
} from "@/lib/attention/rules"
import type { NeedNumbers, NeedRule } from "@/lib/patients/need"

const NUMBERS: Partial<Record<NeedRule, readonly (keyof NeedNumbers)[]>> = {
  gone_silent: ["silentDoses", "answeredWellPercent", "answeredWellDoses"],
  gap: ["gapDoses"],
  drop: ["dropPoints"],
  low_week: ["lowPercent", "lowDoses"],
}

type RuleFieldsProps = {
  rule: NeedRule
  draft: AttentionRules
  errorAt: (field: string) => string | null
  onChange: (change: Partial<AttentionRules>) => void
}

/** One rule: what it means with the numbers as they stand, whether it is used, and for how long it rests. */
export function RuleFields({ rule, draft, errorAt, onChange }: RuleFieldsProps) {
  const t = useTranslations("today.settings")
  const { numbers, off } = draft
  const isOn = !off.includes(rule)
  return (
    <section aria-labelledby={`rule-${rule}`} className="grid gap-2 py-4">
      <h2 id={`rule-${rule}`} className="font-semibold text-base">
        {t(`rule.${rule}.name`)}
      </h2>
      <p className="text-pretty text-sm">{t(`rule.${rule}.means`, shown(numbers))}</p>
      {rule === "safety" ? (
        <p className="text-muted-foreground text-sm">{t("always")}</p>
      ) : (
        <label htmlFor={`use-${rule}`} className="flex min-h-7 items-center gap-2 text-sm">
          <Checkbox
            id={`use-${rule}`}
            checked={isOn}
            aria-describedby={`rule-${rule}`}
            onChange={({ target }) =>
              onChange({
                off: target.checked ? off.filter((each) => each !== rule) : [...off, rule],
              })
            }
          />
          {t("use")}
        </label>
      )}
      {rule === "unanswered_question" ? (
        <p className="text-muted-foreground text-sm">{t("standsUntil")}</p>
      ) : null}
      {isOn && isCooling(rule) ? <RuleNumbers {...{ rule, draft, errorAt, onChange }} /> : null}
    </section>
  )
}

/** The numbers of a rule, and for how many days it rests. */
function RuleNumbers({ rule, draft, errorAt, onChange }: RuleFieldsProps & { rule: CoolingRule }) {
  const t = useTranslations("today.settings")
  const { numbers, coolDownDays } = draft
  const own = NUMBERS[rule] ?? []
  return (
    <div className="grid gap-4 sm:grid-cols-4">
      {own.map((name) => (
        <NumberField
          key={name}
          label={t(`number.${name}`)}
          hint={t("defaultHint", { n: DEFAULT_ATTENTION.numbers[name] })}
          error={errorAt(`numbers.${name}`)}
          value={numbers[name]}
          onChange={(n) => onChange({ numbers: { ...numbers, [name]: n } })}
        />
      ))}
      <NumberField
        label={t("coolDown")}
        hint={t("coolDownHint", { n: DEFAULT_ATTENTION.coolDownDays[rule] })}
        error={errorAt(`coolDownDays.${rule}`)}
        value={coolDownDays[rule]}
        most={LONGEST_COOL_DOWN_DAYS}
        onChange={(n) => onChange({ coolDownDays: { ...coolDownDays, [rule]: n } })}
      />
    </div>
  )
}

/** A field that is empty for a moment has no number; its rule goes on saying 0. */
function shown(numbers: NeedNumbers): Record<keyof NeedNumbers, number> {
  const pairs = Object.entries(numbers).map(([name, n]) => [name, Number.isNaN(n) ? 0 : n])
  return Object.fromEntries(pairs)
}

type NumberFieldProps = {
  label: string
  hint: string
  error: string | null
  value: number
  most?: number
  onChange: (n: number) => void
}

function NumberField({ label, hint, error, value, most, onChange }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          type="number"
          min={1}
          max={most ?? 100}
          value={Number.isNaN(value) ? "" : value}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      )}
    </Field>
  )
}
