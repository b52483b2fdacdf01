import "server-only"
import { and, desc, eq, sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, patients, staticNumbers } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { readAs } from "@/lib/auth/unit-of-work"
import { AppError } from "@/lib/errors"
import { sendingSettings } from "@/lib/messages/sending-settings"
import { readPatientAs } from "@/lib/patients/audited-read"
import { parsePhone } from "@/lib/patients/phone"
import type { ComposerFacts, TextsToMany } from "./composer"
import { templateChoices } from "./queries"

/** What the composer shows beside what the patient's page knows. Throws `not_found`, `forbidden`. */
export async function composerFacts(ctx: StaffContext, patientId: string): Promise<ComposerFacts> {
  return readPatientAs(ctx, patientId, async (tx) => {
    const [row] = await tx
      .select({ patient: patients, home: organizations })
      .from(patients)
      .innerJoin(organizations, eq(organizations.id, patients.organizationId))
      .where(eq(patients.id, patientId))
    if (!row) throw new AppError("not_found", "There is no such patient in your organization.")
    const { patient, home } = row
    return {
      locale: patient.locale,
      firstName: patient.firstName,
      organizationName: home.name,
      namesMedicines: sendingSettings(home.settings).namesMedicines,
      templates: await templateChoices(tx),
      answersTo: await numberFor(tx, patient.phone),
    }
  })
}

/** What may be chosen from for a text to many. */
export async function textsToMany(ctx: StaffContext): Promise<TextsToMany> {
  return readAs(ctx, async (tx) => {
    const [home] = await tx.select({ settings: organizations.settings }).from(organizations)
    const { namesMedicines } = sendingSettings(home?.settings)
    return { templates: await templateChoices(tx), namesMedicines }
  })
}

/** The entered number of the phone's country outranks what replies taught. */
async function numberFor(
  tx: Transaction,
  phone: string | null,
): Promise<ComposerFacts["answersTo"]> {
  const parsed = phone === null ? null : parsePhone(phone)
  if (!parsed?.ok || parsed.country === null) return null
  const [known] = await tx
    .select({ phone: staticNumbers.phone })
    .from(staticNumbers)
    .where(
      and(
        eq(staticNumbers.country, parsed.country),
        sql`(${staticNumbers.enteredAt} is not null or ${staticNumbers.replies} > 0)`,
      ),
    )
    .orderBy(
      sql`${staticNumbers.enteredAt} is null`,
      sql`${desc(staticNumbers.lastSeenAt)} nulls last`,
    )
    .limit(1)
  return known ? { country: parsed.country, phone: known.phone } : null
}
