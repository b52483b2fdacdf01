"use client"

import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { RuleFields } from "@/components/attention/rule-fields"
import { useAction } from "@/components/live/use-action"
import { SaveBar } from "@/components/settings/save-bar"
import { SettingsSection } from "@/components/settings/settings-section"
import { useSettingsForm } from "@/components/settings/use-settings-form"
import { Button } from "@/components/ui/button"
import { changeAttention } from "@/lib/attention/actions"
import { attentionPreviewQuery } from "@/lib/attention/query-options"
import { type AttentionRules, attentionKey, DEFAULT_ATTENTION } from "@/lib/attention/rules"
import { NEED_RULES } from "@/lib/patients/need"

/** The rules of "Needs attention" in the order of their weight, and what other numbers would do. */
export function AttentionForm({ inForce }: { inForce: AttentionRules }) {
  const t = useTranslations("today.settings")
  const { fields, onSubmit, bar } = useSettingsForm({
    ...{ inForce, keyOf: attentionKey, save: useAction(changeAttention), afterwards: t("follows") },
  })
  const { draft, onChange } = fields
  const isDefault = attentionKey(draft) === attentionKey(DEFAULT_ATTENTION)
  return (
    <form onSubmit={onSubmit} noValidate className="grid max-w-3xl gap-4 pt-2">
      <p className="text-muted-foreground text-sm">{t("order")}</p>
      <div className="divide-y border-y">
        {NEED_RULES.map((rule) => (
          <RuleFields key={rule} rule={rule} {...fields} />
        ))}
      </div>
      {isDefault ? null : (
        <div>
          <Button variant="ghost" onClick={() => onChange(DEFAULT_ATTENTION)}>
            {t("toDefaults")}
          </Button>
        </div>
      )}
      <Preview draft={draft} />
      <SaveBar {...bar} />
    </form>
  )
}

/** How many are listed now and would be, counted when somebody asks for it. */
function Preview({ draft }: { draft: AttentionRules }) {
  const t = useTranslations("today.settings.preview")
  const [asked, setAsked] = useState<AttentionRules | null>(null)
  const isAsked = asked !== null && attentionKey(asked) === attentionKey(draft)
  const { data, error, isFetching } = useQuery({
    ...attentionPreviewQuery(draft),
    enabled: isAsked,
    retry: false,
  })
  const told = isAsked && !isFetching ? data : undefined
  return (
    <SettingsSection title={t("title")} description={t("description")}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button pending={isAsked && isFetching} onClick={() => setAsked(draft)}>
          {t("show")}
        </Button>
        <p role="status" className="text-sm">
          {told ? t(told.lookedAt < told.patients ? "sample" : "all", { ...told }) : null}
          {isAsked && error && !isFetching ? `${t("failed")} ${error.message}` : null}
        </p>
      </div>
    </SettingsSection>
  )
}
