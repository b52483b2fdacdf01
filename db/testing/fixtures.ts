import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { drizzle } from "drizzle-orm/node-postgres"
import type pg from "pg"
import type { ConsentKind, MessageKind, MessageState, Role } from "../enums"
import * as schema from "../schema"

const MINUTE_MS = 60_000
const OPENS_BEFORE_MS = 60 * MINUTE_MS
const ON_TIME_MS = 120 * MINUTE_MS
const CLOSES_AFTER_MS = 360 * MINUTE_MS
const CONSENTED_AT = Date.parse("2026-01-01T00:00:00Z")

export type ArrangedOrganization = { id: string; name: string; timeZone: string }
/** The fields that `mintStaffContext` takes; the session row is real. */
export type ArrangedStaff = {
  organizationId: string
  staffId: string
  role: Role
  sessionId: string
  traceId: string
}
export type ArrangedPatient = { organizationId: string; id: string; phone: string | null }
export type ArrangedRegimen = { organizationId: string; id: string; patientId: string }
export type ArrangedDose = ArrangedRegimen & { regimenId: string; dueAt: number; closesAt: number }
export type ArrangedMessage = {
  organizationId: string
  id: string
  patientId: string
  biotMessageId: string | null
}
export type ArrangedClinic = {
  organization: ArrangedOrganization
  clinician: ArrangedStaff
  coordinator: ArrangedStaff
  admin: ArrangedStaff
  patient: ArrangedPatient
  regimen: ArrangedRegimen
}

/** Templates that the default mapping gives these roles. */
const TEMPLATES = { clinician: "Doctor", coordinator: "Planner", admin: "OrganizationAdmin" }

/** Texts go out whenever a test happens to run. */
const AT_ANY_HOUR = { quietHours: { from: "00:00", to: "00:00" } }

let phones = 0
/** A number that no other fixture of this file has. */
export function newPhone(): string {
  phones += 1
  return `+1555${String(2_000_000 + phones)}`
}

/**
 * Rows for a test to begin with, put there past the walls by the superuser of `testDatabase()`.
 * Every value has a default; instants are epoch milliseconds. Windows of a dose: opens 60 min
 * before, on time until 120 and closes 360 min after it is due.
 */
export function fixtures(test: { owner: () => pg.Pool }) {
  const db = () => drizzle(test.owner(), { schema })

  async function organization(
    fields: Partial<typeof schema.organizations.$inferInsert> = {},
  ): Promise<ArrangedOrganization> {
    const row = {
      ...{ id: randomUUID(), name: "Clinic", timeZone: "UTC", settings: AT_ANY_HOUR },
      ...fields,
    }
    await db().insert(schema.organizations).values(row)
    return { id: row.id, name: row.name, timeZone: row.timeZone }
  }

  async function staff(organizationId: string, role: Role): Promise<ArrangedStaff> {
    const [staffId, sessionId] = [randomUUID(), randomUUID()]
    const kind = role === "clinician" ? ("caregiver" as const) : ("organization-user" as const)
    const name = { firstName: "Robin", lastName: role }
    await db()
      .insert(schema.staff)
      .values({ organizationId, id: staffId, kind, role, templateName: TEMPLATES[role], ...name })
    await db().insert(schema.sessions).values({ organizationId, id: sessionId, staffId })
    return { organizationId, staffId, role, sessionId, traceId: "test-trace" }
  }

  /** Agreed to texts, unless `consent` is null. */
  async function patient(
    organizationId: string,
    fields: Partial<typeof schema.patients.$inferInsert> = {},
    consent: ConsentKind | null = "given",
  ): Promise<ArrangedPatient> {
    const row = {
      organizationId,
      id: randomUUID(),
      firstName: "Ada",
      lastName: "Vance",
      phone: newPhone(),
      locale: "en-us",
      ...fields,
    }
    await db().insert(schema.patients).values(row)
    if (consent) {
      const record = { organizationId, id: randomUUID(), patientId: row.id, kind: consent }
      const given = { means: "in_person" as const, wording: "I agree to texts.", at: CONSENTED_AT }
      await db()
        .insert(schema.consents)
        .values({ ...record, ...given })
    }
    return { organizationId, id: row.id, phone: row.phone }
  }

  async function regimen(
    of: { organizationId: string; id: string },
    fields: { medication?: string; slots?: string[]; startDate?: string; timeZone?: string } = {},
  ): Promise<ArrangedRegimen> {
    const { medication = "Metformin", slots = ["08:00"], timeZone = "UTC" } = fields
    const [id, scope] = [randomUUID(), { organizationId: of.organizationId }]
    await db()
      .insert(schema.regimens)
      .values({ ...scope, id, patientId: of.id, medication, doseText: "500 mg" })
    await db()
      .insert(schema.regimenVersions)
      .values({
        ...scope,
        id: randomUUID(),
        regimenId: id,
        startDate: fields.startDate ?? "2026-01-01",
        timeZone,
        slots: slots.map((localTime) => ({ localTime, label: localTime })),
        recurrence: { kind: "daily" },
      })
    return { ...scope, id, patientId: of.id }
  }

  /** The version that an edit leaves behind when it replaces one that had not begun. */
  async function neverBegun(
    { organizationId, id: regimenId }: ArrangedRegimen,
    fields: Partial<typeof schema.regimenVersions.$inferInsert> = {},
  ): Promise<void> {
    const dates = { startDate: "2026-01-02", endDate: "2026-01-01", timeZone: "UTC" }
    const schedule = { slots: [], recurrence: { kind: "daily" } }
    await db()
      .insert(schema.regimenVersions)
      .values({ organizationId, id: randomUUID(), regimenId, ...dates, ...schedule, ...fields })
  }

  async function dose(
    of: ArrangedRegimen,
    fields: Partial<typeof schema.doses.$inferInsert> & { dueAt: number },
  ): Promise<ArrangedDose> {
    const iso = new Date(fields.dueAt).toISOString()
    const row = {
      organizationId: of.organizationId,
      id: randomUUID(),
      patientId: of.patientId,
      regimenId: of.id,
      localDate: iso.slice(0, 10),
      slot: iso.slice(11, 16),
      timeZone: "UTC",
      opensAt: fields.dueAt - OPENS_BEFORE_MS,
      onTimeUntil: fields.dueAt + ON_TIME_MS,
      closesAt: fields.dueAt + CLOSES_AFTER_MS,
      ...fields,
    }
    await db().insert(schema.doses).values(row)
    return row
  }

  /** A message about `doses`; one that is `sent` (the default) also left its reminded events. */
  async function message(
    of: ArrangedPatient,
    doses: readonly ArrangedDose[],
    fields: Partial<typeof schema.messages.$inferInsert> & { kind?: MessageKind } = {},
  ): Promise<ArrangedMessage> {
    const state: MessageState = fields.state ?? "sent"
    const closes = doses.map((each) => each.closesAt)
    const sentAt = fields.sentAt ?? doses[0]?.dueAt ?? Date.now()
    const row = {
      ...messageDefaults(of, state, sentAt),
      windowClosesAt: closes.length > 0 ? Math.max(...closes) : null,
      ...fields,
    }
    await db().insert(schema.messages).values(row)
    const { organizationId, id: messageId } = row
    for (const { id: doseId } of doses) {
      await db().insert(schema.messageDoses).values({ organizationId, messageId, doseId })
      if (state !== "sent") continue
      const event = { organizationId, id: randomUUID(), doseId, messageId, at: sentAt }
      await db()
        .insert(schema.doseEvents)
        .values({ ...event, kind: "reminded", source: "system", recordedAt: sentAt })
      await db().update(schema.doses).set({ reminded: true }).where(eq(schema.doses.id, doseId))
    }
    return { organizationId, id: messageId, patientId: of.id, biotMessageId: row.biotMessageId }
  }

  /** One organization with a person of each role, a patient and a regimen. */
  async function clinic(
    fields: Partial<typeof schema.organizations.$inferInsert> = {},
  ): Promise<ArrangedClinic> {
    const home = await organization(fields)
    const someone = await patient(home.id)
    return {
      organization: home,
      clinician: await staff(home.id, "clinician"),
      coordinator: await staff(home.id, "coordinator"),
      admin: await staff(home.id, "admin"),
      patient: someone,
      regimen: await regimen(someone),
    }
  }

  return { organization, staff, patient, regimen, neverBegun, dose, message, clinic }
}

function messageDefaults(of: ArrangedPatient, state: MessageState, sentAt: number) {
  const wasTried = state === "sent" || state === "unknown"
  const organizationId: string = of.organizationId
  return {
    organizationId,
    id: randomUUID() as string,
    patientId: of.id,
    kind: "reminder" as MessageKind,
    phone: of.phone ?? newPhone(),
    body: "Time for your Metformin. Reply 1 when you have taken it, 2 if not.",
    parts: 1,
    state,
    biotMessageId: (state === "sent" ? randomUUID() : null) as string | null,
    idempotencyKey: randomUUID() as string,
    priority: 10,
    attempts: wasTried ? 1 : 0,
    notBefore: sentAt,
    expiresAt: sentAt + CLOSES_AFTER_MS,
    createdAt: sentAt,
    claimedAt: wasTried ? sentAt : null,
    sentAt: state === "sent" ? sentAt : null,
    traceId: "test-trace",
  }
}
