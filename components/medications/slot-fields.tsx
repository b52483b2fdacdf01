"use client"

import { Plus, X } from "lucide-react"
import { useTranslations } from "next-intl"
import type { DraftProps } from "@/components/medications/draft-props"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import type { RegimenDraft } from "@/lib/regimens/draft"

const MOST = 24

/** Times of day on the patient's clock, each with a name if it has one. */
export function SlotFields({ draft, errors, change }: DraftProps) {
  const t = useTranslations("medications.field")
  const { slots } = draft
  const set = (key: string, part: Partial<RegimenDraft["slots"][number]>) =>
    change({ slots: slots.map((slot) => (slot.key === key ? { ...slot, ...part } : slot)) })
  const add = () => {
    const key = crypto.randomUUID()
    change({ slots: [...slots, { key, localTime: nextTime(slots), label: "" }] })
  }
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t("times")}</legend>
      {slots.map(({ key, localTime, label }, n) => (
        <div key={key} className="flex gap-2">
          <Input
            type="time"
            aria-label={t("time", { n: n + 1 })}
            aria-invalid={errors.slots ? true : undefined}
            className="w-34 shrink-0"
            value={localTime}
            onChange={(event) => set(key, { localTime: event.target.value })}
          />
          <Input
            aria-label={t("timeName", { n: n + 1 })}
            dir="auto"
            placeholder={t("timePlaceholder")}
            maxLength={40}
            value={label}
            onChange={(event) => set(key, { label: event.target.value })}
          />
          {slots.length > 1 ? (
            <Button
              variant="ghost"
              size="icon"
              aria-label={
                localTime ? t("removeTime", { time: localTime }) : t("removeNth", { n: n + 1 })
              }
              onClick={() => change({ slots: slots.filter((slot) => slot.key !== key) })}
            >
              <X aria-hidden />
            </Button>
          ) : null}
        </div>
      ))}
      {errors.slots ? (
        <p role="alert" className="text-danger text-sm">
          {errors.slots}
        </p>
      ) : null}
      {slots.length < MOST ? (
        <Button size="sm" className="justify-self-start" onClick={add}>
          <Plus aria-hidden />
          {t("addTime")}
        </Button>
      ) : null}
    </fieldset>
  )
}

/** The first usual time that is not there yet. */
function nextTime(slots: RegimenDraft["slots"]): string {
  const taken = new Set(slots.map(({ localTime }) => localTime))
  return ["08:00", "20:00", "12:00", "16:00", "22:00"].find((time) => !taken.has(time)) ?? ""
}
