import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { NextIntlClientProvider } from "next-intl"
import type { ReactNode } from "react"
import { renderToString } from "react-dom/server"
import { describe, expect, it } from "vitest"
import { CorrectManyForm } from "@/components/adherence/correct-many-form"
import { Corrections } from "@/components/adherence/corrections"
import { Replies, SentMessages } from "@/components/adherence/evidence-messages"
import { EvidenceState } from "@/components/adherence/evidence-state"
import { WhyLines } from "@/components/adherence/why-lines"
import type { EvidenceDose } from "@/lib/doses/evidence"
import { translationOf } from "@/lib/i18n/catalogue"
import { LANGUAGES, type Language } from "@/lib/i18n/languages"
import type { TextingDay } from "@/lib/messages/texting-day"
import { type WhyDose, type WhyMessage, whyNot } from "@/lib/messages/why-not"
import type { TimelineEvent, TimelineMessage, TimelineReply } from "@/lib/patients/timeline"
import { HOUR_MS } from "@/lib/time"

const AT = Date.UTC(2026, 10, 3, 13)
const ZONE = "America/New_York"

const dose: EvidenceDose = {
  ...{ id: "d", regimenId: "m", medication: "Metformin", doseText: "500 mg", zone: ZONE },
  ...{ localDate: "2026-11-03", slot: "08:00", state: "taken_late" },
  ...{ dueAt: AT, opensAt: AT - HOUR_MS, onTimeUntil: AT + HOUR_MS, closesAt: AT + 6 * HOUR_MS },
  ...{ takenAt: AT + 2 * HOUR_MS, onTime: false, outsideWindow: true, contradictory: true },
  ...{ reminded: true, replied: true, deciding: [], events: [] },
  schedule: { startDate: "2026-10-01", endDate: null },
}
const message: TimelineMessage = {
  ...{ id: "m", kind: "reminder", state: "sent", reason: null, body: "Reply 1 or 2.", parts: 1 },
  ...{ biotMessageId: "biot-7", isInferred: false, attempts: 1, createdAt: AT, notBefore: AT },
  ...{ sentAt: AT, doseIds: ["d"], by: null },
}
const reply: TimelineReply = {
  ...{ id: "r", body: "yes, just now", at: AT + 2 * HOUR_MS, receivedAt: AT + 2 * HOUR_MS },
  ...{ state: "applied", reason: null, intent: "taken", confidence: "medium" },
  ...{ matchRule: "message_id", flags: ["medium_certainty"], messageId: "m" },
  ...{ inboundMessageId: "biot-7", previousMessageId: null, decidedBy: null, decisionNote: null },
}
const correction: TimelineEvent = {
  ...{ id: "e", kind: "excused", source: "staff", at: AT, recordedAt: AT, takenAt: null },
  ...{ replyId: null, messageId: null, voids: null, reason: "In hospital", by: "Robin Ode" },
  correction: { id: "c", doses: 3 },
}
const due: WhyDose = {
  ...{ id: "d", medication: "Metformin", doseText: "500 mg", slot: "08:00", dueAt: AT },
  ...{ closesAt: AT + 6 * HOUR_MS, state: "scheduled", isReminding: true, enteredAt: 0 },
  ...{ answeredAt: null, excuse: null, workerRan: null },
}
const asked: WhyMessage = {
  ...{ id: "m", kind: "nudge", state: "queued", reason: "HTTP_429", at: AT },
  ...{ notBefore: AT + 9 * HOUR_MS, doseIds: [], by: "Robin Ode" },
}

async function said(language: Language, what: ReactNode): Promise<string> {
  const errors: string[] = []
  const html = renderToString(
    <NextIntlClientProvider
      locale={language}
      messages={await translationOf(language)}
      timeZone="UTC"
      onError={(error) => errors.push(error.message)}
    >
      <QueryClientProvider client={new QueryClient()}>{what}</QueryClientProvider>
    </NextIntlClientProvider>,
  )
  expect(errors).toEqual([])
  return html.replace(/<!-- -->/g, "").replace(/<[^>]+>/g, "|")
}

const evidence = (
  <>
    <EvidenceState dose={dose} zone={ZONE} reasons={["no_consent"]} />
    <SentMessages messages={[message]} zone={ZONE} onWhy={() => undefined} />
    <Replies replies={[reply]} zone={ZONE} moved={new Set(["r"])} />
    <Corrections patientId="p" events={[correction]} zone={ZONE} mayCorrect />
  </>
)
const form = (
  <CorrectManyForm
    {...{ patientId: "p", as: "excused", onCancel: () => undefined, onDone: () => undefined }}
    doses={[
      { ...dose, state: "no_response", takenAt: null },
      { ...dose, id: "taken" },
    ]}
  />
)
const facts = { now: AT + 7 * HOUR_MS, isScheduleOn: true, messages: [asked], refusals: [] }
const day = {
  ...whyNot({ ...facts, doses: [due] }),
  ...{ zone: ZONE, texts: 1, dailyCap: 4, sendingHours: { from: "08:00", to: "21:00" } },
} as TextingDay
const why = <WhyLines day={day} links={{ onOpenDose: () => undefined, showMessage: () => null }} />

describe("the evidence of a dose", () => {
  it("tells message, messageId, the patient's words, the rule, certainty, and who corrected it", async () => {
    const words = await said("en", evidence)
    for (const each of [
      ...["Reported taken late", "Outside its window", "in force since Thu 1 Oct"],
      ...["Reply 1 or 2.", "biot-7", "“|yes, just now|”", "Taken", "Medium"],
      "The reply names this message by its id.",
      ...["Excused", "Reason: In hospital", "Robin Ode", "3 doses in one step", "Take back all 3"],
    ]) {
      expect(words).toContain(each)
    }
  })

  it("shows what a correction of many changes, and what it leaves and why", async () => {
    const words = await said("en", form)
    expect(words).toContain("1 dose: no reply → excused")
    expect(words).toContain("1 dose was taken and counts: Tue 3 Nov 08:00, Metformin")
    expect(words).toContain("Excuse 1 dose")
  })

  it("says why there was no text", async () => {
    const words = await said("en", why)
    for (const each of [
      "Nobody tried",
      "The worker that sends by schedule was probably not running when it was due.",
      "Its time is over, so nothing is sent any more.",
      ...["Nudge is held until", "asked for by Robin Ode", "It is tried again."],
    ]) {
      expect(words).toContain(each)
    }
  })

  it.each(LANGUAGES.filter((language) => language !== "en"))("has all words in %s", async (to) => {
    for (const each of [evidence, form, why]) {
      expect(await said(to, each)).not.toMatch(/evidence\.|doses\.|Reported|Reply sent/)
    }
  })
})
