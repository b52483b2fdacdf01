import "server-only"
import { and, desc, eq, gte, inArray } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { doses, messages, optOuts, organizations, patients } from "@/db/schema"
import { isTaken } from "@/lib/doses/figures"
import { AppError } from "@/lib/errors"
import { localDateAt, localTimeAt } from "@/lib/local-date"
import { parsePhone } from "@/lib/patients/phone"
import { otherOwners } from "@/lib/patients/phone-owner-queries"
import { replyProblem } from "@/lib/patients/reach"
import { patientZone } from "@/lib/patients/zone"
import { staticCountries } from "@/lib/static-numbers/queries"
import { DAY_MS, type Instant } from "@/lib/time"
import type { GateFacts } from "./gate"
import { sendingSettings } from "./sending-settings"

export type SendFacts = {
  gate: GateFacts
  /** E.164; null if the patient has none that can be texted. */
  phone: string | null
  patient: { organizationId: string; id: string; firstName: string | null }
  organizationName: string
  timeZone: string
  doses: (typeof doses.$inferSelect)[]
}

/**
 * Everything that decides whether a patient may be texted now about `doseIds`; `ownersOutside` was
 * asked before, as this transaction sees one organization only. Throws `not_found` for a patient or
 * a dose that is not this organization's, `invalid` for another patient's dose.
 */
export async function loadSendFacts(
  tx: Transaction,
  of: { patientId: string; doseIds: readonly string[]; ownersOutside: number; now: Instant },
): Promise<SendFacts> {
  const { patientId, now } = of
  const [row] = await tx
    .select({ patient: patients, home: organizations })
    .from(patients)
    .innerJoin(organizations, eq(organizations.id, patients.organizationId))
    .where(eq(patients.id, patientId))
  if (!row || row.patient.deletedAt !== null) {
    throw new AppError("not_found", "This patient is not in your organization. Nothing was sent.")
  }
  const { patient, home } = row
  const asked = await dosesAsked(tx, patientId, of.doseIds)
  const timeZone = patientZone({ ...patient, organizationTimeZone: home.timeZone })
  const settings = sendingSettings(home.settings)
  const parsed = patient.phone ? parsePhone(patient.phone) : null
  const phone = parsed?.ok ? parsed.e164 : null
  const recent = await recentSends(tx, patientId, now)
  const today = localDateAt(now, timeZone)
  return {
    phone,
    patient: {
      organizationId: patient.organizationId,
      id: patientId,
      firstName: patient.firstName,
    },
    organizationName: home.name,
    timeZone,
    doses: asked,
    gate: {
      isEnabled: patient.isEnabled,
      phone: phoneState(patient.phone, parsed),
      isLandline: parsed?.ok === true && parsed.type === "fixed_line",
      replyProblem: replyProblem(patient.phone, await staticCountries(tx)),
      isSharedPhone: (await otherOwners(tx, patient)).byPhone.length > 0,
      ownersOutside: of.ownersOutside,
      isOptedOut: phone !== null && (await hasOptedOut(tx, phone)),
      localTime: localTimeAt(now, timeZone),
      sendingHours: settings.quietHours,
      sentToday: recent.filter((at) => localDateAt(at, timeZone) === today).length,
      dailyCap: settings.dailyCap,
      lastSentAt: recent[0] ?? null,
      doses: asked.map(({ closesAt, state }) => ({ closesAt, isAnswered: isAnswered(state) })),
      now,
    },
  }
}

function phoneState(
  given: string | null,
  parsed: ReturnType<typeof parsePhone> | null,
): GateFacts["phone"] {
  if (!given || !parsed) return "missing"
  if (!parsed.ok) return "bad"
  return parsed.valid ? "good" : "uncertain"
}

function isAnswered(state: (typeof doses.$inferSelect)["state"]): boolean {
  return isTaken(state) || state === "not_taken" || state === "excused" || state === "cancelled"
}

async function dosesAsked(tx: Transaction, patientId: string, doseIds: readonly string[]) {
  const wanted = [...new Set(doseIds)]
  if (wanted.length === 0) return []
  const found = await tx
    .select()
    .from(doses)
    .where(and(inArray(doses.id, wanted), eq(doses.patientId, patientId)))
  if (found.length < wanted.length) {
    const sentence = "One of these doses is not this patient's. Nothing was sent."
    throw new AppError("not_found", sentence, { field: "doseIds" })
  }
  return found
}

/** When texts of the last day and a half went out, or may have, newest first. */
async function recentSends(tx: Transaction, patientId: string, now: Instant): Promise<Instant[]> {
  const rows = await tx
    .select({ at: messages.createdAt })
    .from(messages)
    .where(
      and(
        eq(messages.patientId, patientId),
        gte(messages.createdAt, now - 1.5 * DAY_MS),
        inArray(messages.state, ["queued", "sending", "sent", "unknown"]),
      ),
    )
    .orderBy(desc(messages.createdAt))
  return rows.map(({ at }) => at)
}

async function hasOptedOut(tx: Transaction, phone: string): Promise<boolean> {
  const [row] = await tx
    .select({ isOptedOut: optOuts.isOptedOut })
    .from(optOuts)
    .where(eq(optOuts.phone, phone))
  return row?.isOptedOut ?? false
}
