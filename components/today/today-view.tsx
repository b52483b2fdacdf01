"use client"

import { useQuery } from "@tanstack/react-query"
import Link from "next/link"
import { useTranslations } from "next-intl"
import { type ReactNode, useRef } from "react"
import { PageBody } from "@/components/shell/page-body"
import { PageHeader } from "@/components/shell/page-header"
import { SafetyTasks } from "@/components/tasks/safety-tasks"
import { BiotRow, ReviewRow, SettingsRow } from "@/components/today/admin-lines"
import { AttentionRow } from "@/components/today/attention-row"
import { Section } from "@/components/today/today-section"
import { useLineKeys } from "@/components/today/use-line-keys"
import { ConversationRow, DueRow, FollowUpRow, SendRow } from "@/components/today/work-lines"
import { fromPage } from "@/lib/live/from-page"
import { todayQuery } from "@/lib/staff/query-options"
import type { SectionKey, Today, TodaySection } from "@/lib/staff/today-lines"
import { followUpsHref } from "@/lib/tasks/listed"

/** What needs the signed-in person now; every line leads to the work. */
export function TodayView({ initial, only }: { initial: Today; only: "due" | null }) {
  const t = useTranslations("today")
  const { data: today = initial } = useQuery({ ...todayQuery(only), ...fromPage(initial) })
  const place = useRef<HTMLDivElement>(null)
  useLineKeys(place)
  const waiting = today.sections.reduce((sum, section) => sum + section.total, 0)
  const isCalm = waiting + today.safety.total === 0
  return (
    <PageBody className="gap-6">
      <PageHeader
        title={t("title")}
        description={isCalm ? t("calm") : t("lead")}
        back={only ? <BackToAll /> : null}
      />
      {only ? null : <SafetyTasks board={today.safety} />}
      <div
        ref={place}
        className={only ? "max-w-3xl" : "grid items-start gap-x-8 gap-y-6 lg:grid-cols-2"}
      >
        {today.sections.map((section) => (
          <Section
            key={section.key}
            section={section}
            allHref={only ? null : ALL[section.key](section.total - section.lines.length)}
          >
            {section.lines.length > 0 ? <Lines {...{ section, today }} /> : null}
          </Section>
        ))}
      </div>
      {waiting > 0 ? (
        <p className="text-muted-foreground text-xs max-md:hidden print:hidden">{t("keys")}</p>
      ) : null}
    </PageBody>
  )
}

function BackToAll() {
  const t = useTranslations("today")
  return (
    <Link href="/today" className="rounded-sm text-primary underline-offset-4 hover:underline">
      {t("back")}
    </Link>
  )
}

/** Where all of a section are; what has no list of its own leads there only if some are left out. */
const ALL: Record<SectionKey, (left: number) => string | null> = {
  due: (left) => (left > 0 ? "/today?only=due" : null),
  follow_up: () => followUpsHref(),
  conversations: () => "/patients?flag=in_review&flag=unread",
  sends: () => "/review?why=send_failed",
  attention: () => "/patients?filter=attention",
  review: () => "/review",
  biot: () => "/settings/connection",
  settings: () => null,
}

type LinesProps = { section: TodaySection; today: Today }

function Lines({ section, today: { zone, staffId } }: LinesProps) {
  const row = (key: string, content: ReactNode) => <li key={key}>{content}</li>
  const rows = () => {
    switch (section.key) {
      case "due":
        return section.lines.map((line) => row(line.doseId, <DueRow {...{ line, zone }} />))
      case "follow_up":
        return section.lines.map((line) =>
          row(line.taskId, <FollowUpRow {...{ line, zone, staffId }} />),
        )
      case "conversations":
        return section.lines.map((line) =>
          row(line.replyId, <ConversationRow {...{ line, zone }} />),
        )
      case "sends":
        return section.lines.map((line) => row(line.messageId, <SendRow {...{ line, zone }} />))
      case "attention":
        return section.lines.map((line) =>
          row(line.patientId, <AttentionRow {...{ line, zone }} />),
        )
      case "review":
        return section.lines.map((line) => row(line.queue, <ReviewRow {...{ line, zone }} />))
      case "biot":
        return section.lines.map((line) => row(line.standing, <BiotRow {...{ line, zone }} />))
      case "settings":
        return section.lines.map((line) => row(line.problem, <SettingsRow {...{ line, zone }} />))
    }
  }
  return <ul className="divide-y">{rows()}</ul>
}
