import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations, patients } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { chosenRecipients } from "@/lib/batches/recipient-queries"
import { AppError } from "@/lib/errors"
import { localDateAt } from "@/lib/local-date"
import { sendingSettings } from "@/lib/messages/sending-settings"
import { readNamesAs } from "@/lib/patients/audited-read"
import type { ConsentCandidate, ConsentCandidates } from "./many"
import { type ChooseConsents, chooseConsentsSchema } from "./many-schema"
import { latestConsents, optedOutPhones } from "./queries"
import { MOST_CONSENTS } from "./schema"

/**
 * Whom a choice on the patients list means, with what each last said of being texted. Leaves
 * an audit entry. Throws `not_found`, `invalid` (field `choice`) for nobody or more than 500,
 * `forbidden`.
 */
export async function consentCandidates(
  ctx: StaffContext,
  input: ChooseConsents,
): Promise<ConsentCandidates> {
  requirePermission(ctx, "consent.record_many")
  const { choice } = chooseConsentsSchema.parse(input)
  const { people: chosen, gone } = await chosenRecipients(ctx, choice)
  if (chosen.length > MOST_CONSENTS) {
    const sentence = `Record consent of ${MOST_CONSENTS} patients at most at once. Choose fewer.`
    throw new AppError("invalid", sentence, { field: "choice" })
  }
  const ids = chosen.map(({ id }) => id)
  return readNamesAs(ctx, async (tx) => {
    const [home] = await tx
      .select({ zone: organizations.timeZone, settings: organizations.settings })
      .from(organizations)
    return {
      people: await peopleOf(tx, ids),
      gone,
      today: localDateAt(Date.now(), home?.zone ?? "UTC"),
      wording: sendingSettings(home?.settings).consentWording,
    }
  })
}

async function peopleOf(tx: Transaction, ids: string[]): Promise<ConsentCandidate[]> {
  const { id, phone, firstName, lastName } = patients
  const rows = await tx
    .select({
      ...{ id, phone },
      name: sql<string | null>`nullif(concat_ws(' ', ${firstName}, ${lastName}), '')`,
    })
    .from(patients)
    .where(sql`${id} = any(${sql.param(ids)}::uuid[])`)
    .orderBy(sql`array_position(${sql.param(ids)}::uuid[], ${id})`)
  const said = await latestConsents(tx, ids)
  const out = await optedOutPhones(
    tx,
    rows.map((row) => row.phone),
  )
  return rows.map((row) => ({
    ...row,
    consent: said.get(row.id)?.kind ?? "none",
    isOptedOut: row.phone !== null && out.has(row.phone),
  }))
}
