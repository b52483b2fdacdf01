import type { useTranslations } from "next-intl"
import type { ChangeFacts, ThreadChange } from "@/lib/conversations/thread"
import type { ToldVerb } from "@/lib/conversations/told"
import type { LocalDate } from "@/lib/local-date"

export type ChangeTranslate = ReturnType<typeof useTranslations<"conversation.change">>

/** How the reader's language says it, and names a day: "Tue 3 Nov". */
export type Speech = { t: ChangeTranslate; day: (date: LocalDate) => string }
type Say = (facts: ChangeFacts, speech: Speech) => string

const dose =
  (key: "taken" | "not_taken" | "excused" | "voided"): Say =>
  ({ dose: named, medication, more }, { t, day }) => {
    const given = named && {
      ...{ day: day(named.localDate), slot: named.slot },
      medication: medication ?? t("medication"),
    }
    const one = given ? t("dose_said.name", given) : t("dose")
    const words = more > 0 ? t("dose_said.more", { dose: one, count: more }) : one
    return t(`dose_said.${key}`, { dose: words })
  }

const regimen =
  (key: "started" | "edited"): Say =>
  ({ medication, from }, { t, day }) => {
    const named = medication ?? t("medication")
    if (from === null) return t(`regimen.${key}`, { medication: named })
    return t(`regimen.${key}_from`, { medication: named, from: day(from) })
  }

const consent =
  (key: "consent.given" | "consent.withdrawn" | "opt_out.recorded" | "opt_out.lifted"): Say =>
  ({ means }, { t }) =>
    means ? t("with", { title: t(key), means: t(`means.${means}`) }) : t(key)

const replied =
  (key: "linked" | "reassigned"): Say =>
  ({ meaning }, { t }) =>
    meaning ? t(`replied.${key}_${meaning}`) : t(`replied.${key}`)

const task =
  (key: "opened" | "extended" | "taken"): Say =>
  ({ cause }, { t }) =>
    cause && cause !== "by_hand"
      ? t("of", { title: t(`task.${key}`), what: t(`cause.${cause}`) })
      : t(`task.${key}`)

const zone =
  (key: "set" | "taken_back" | "followed"): Say =>
  (facts, { t }) =>
    facts.zone ? t("of", { title: t(`zone.${key}`), what: facts.zone }) : t(`zone.${key}`)

const SAYINGS: Record<ToldVerb, Say> = {
  "dose.taken": dose("taken"),
  "dose.not_taken": dose("not_taken"),
  "dose.excused": dose("excused"),
  "dose.voided": dose("voided"),
  "regimen.started": regimen("started"),
  "regimen.edited": regimen("edited"),
  "regimen.ended": ({ medication, to }, { t, day }) => {
    const named = medication ?? t("medication")
    if (to === null) return t("regimen.ended", { medication: named })
    return t("regimen.ended_on", { medication: named, to: day(to) })
  },
  "period.excused": (facts, speech) => {
    const { t } = speech
    const said = { span: spanOf(facts, speech), medication: facts.medication ?? t("every") }
    if (facts.excuse === null) return t("period.excused", said)
    return t("period.excused_as", { ...said, kind: t(`excuse.${facts.excuse}`) })
  },
  "period.ended": ({ to }, { t, day }) =>
    to === null ? t("period.ended") : t("period.ended_on", { to: day(to) }),
  "consent.given": consent("consent.given"),
  "consent.withdrawn": consent("consent.withdrawn"),
  "opt_out.recorded": consent("opt_out.recorded"),
  "opt_out.lifted": consent("opt_out.lifted"),
  "reply.linked": replied("linked"),
  "reply.reassigned": replied("reassigned"),
  "reply.dismissed": (_, { t }) => t("replied.dismissed"),
  "reply.retried": (_, { t }) => t("replied.retried"),
  "reply.decision_undone": (_, { t }) => t("replied.decision_undone"),
  "message.settled": (_, { t }) => t("settled"),
  "task.opened": task("opened"),
  "task.extended": task("extended"),
  "task.taken": task("taken"),
  "task.assigned": ({ assignee }, { t }) =>
    assignee ? t("task.assigned", { name: assignee }) : t("task.unassigned"),
  "task.due_changed": (_, { t }) => t("task.due_changed"),
  "task.safety_opened": (_, { t }) => t("task.safety_opened"),
  "task.became_moot": (_, { t }) => t("task.became_moot"),
  "task.closed": ({ cause, outcome }, { t }) => {
    if (cause === "safety_word") return t("task.closed_safety")
    if (outcome === null) return t("task.closed")
    return t("of", { title: t("task.closed"), what: t(`outcome.${outcome}`) })
  },
  "task.acknowledged": (_, { t }) => t("task.acknowledged"),
  "task.noted": (_, { t }) => t("task.noted"),
  "task.escalated": (_, { t }) => t("task.escalated"),
  "patient.zone_set": zone("set"),
  "patient.zone_taken_back": zone("taken_back"),
  "patient.zone_followed": zone("followed"),
  "patient.stopped": (_, { t }) => t("stopped"),
  "patient.resumed": (_, { t }) => t("resumed"),
  "conversation.assigned": ({ assignee }, { t }) =>
    t("assigned", { name: assignee ?? t("colleague") }),
  "conversation.unassigned": (_, { t }) => t("unassigned"),
  "attention.dealt_with": (_, { t }) => t("attention.dealt_with"),
  "attention.reopened": (_, { t }) => t("attention.reopened"),
}

/** What a change is called, and why it was made. */
export function changeWords({ verb, facts, note }: ThreadChange, speech: Speech) {
  const isConsent = verb.startsWith("consent.") || verb.startsWith("opt_out.")
  const detail = isConsent && facts.isOutsideHours ? speech.t("outside") : note
  return { title: SAYINGS[verb]?.(facts, speech) ?? speech.t("other"), detail }
}

function spanOf({ from, to }: ChangeFacts, { t, day }: Speech): string {
  if (from === null) return t("span.none")
  if (from === to) return t("span.one", { from: day(from) })
  if (to === null) return t("span.from", { from: day(from) })
  return t("span.to", { from: day(from), to: day(to) })
}
