import { useTranslations } from "next-intl"
import { Line } from "@/components/today/today-line"
import type { BiotLine, ReviewLine, SettingsLine } from "@/lib/staff/today-lines"

export function ReviewRow({ line, zone }: { line: ReviewLine; zone: string }) {
  const t = useTranslations("today.review")
  const { queue, n, oldestAt } = line
  return (
    <Line
      href={queue === "review" ? "/review" : `/review?why=${queue}`}
      title={t(`${queue}.title`, { n })}
      detail={t(`${queue}.detail`)}
      at={oldestAt}
      zone={zone}
    />
  )
}

export function BiotRow({ line, zone }: { line: BiotLine; zone: string }) {
  const t = useTranslations("today.biot")
  const { standing, lastReplyAt } = line
  const isWell = standing === "well" || standing === "untried"
  return (
    <Line
      href="/settings/connection"
      title={t(`${standing}.title`)}
      detail={t(`${standing}.detail`)}
      tone={isWell ? "normal" : "danger"}
      at={lastReplyAt}
      zone={zone}
    />
  )
}

const SETTING: Record<SettingsLine["problem"], string> = {
  no_sender: "/settings/people",
  schedule_off: "/settings/organization",
  pull_failed: "/settings/connection",
  no_static_number: "/settings/static-numbers",
}

export function SettingsRow({ line, zone }: { line: SettingsLine; zone: string }) {
  const t = useTranslations("today.settingsProblem")
  const { problem } = line
  return (
    <Line
      href={SETTING[problem]}
      title={t(`${problem}.title`)}
      detail={t(`${problem}.detail`)}
      tone={problem === "no_sender" || problem === "schedule_off" ? "danger" : "warning"}
      at={null}
      zone={zone}
    />
  )
}
