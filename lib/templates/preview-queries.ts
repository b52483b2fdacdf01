import "server-only"
import { sql } from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { sendingSettings } from "@/lib/messages/sending-settings"
import {
  hasVariable,
  longestRendering,
  renderTemplate,
  type TemplateValues,
} from "@/lib/messages/template"
import { readNamesAs } from "@/lib/patients/audited-read"
import { DAY_MS, type Instant } from "@/lib/time"
import { type PreviewText, previewTextSchema } from "./schema"

const AHEAD_MS = 7 * DAY_MS
/** Every time of day is as long. */
const SOME_TIME = "08:00"

export type TextPreview = {
  /** With the longest real values; null: there is nobody for whom it can be filled. */
  text: string | null
  /** Enabled patients for whom a value is missing; the text would not go to them. */
  without: number
}

/**
 * A text with the values of the patient for whom it takes most room. Names are only compared here,
 * and one of them is shown, which leaves an audit entry. Throws `forbidden`.
 */
export async function previewText(ctx: StaffContext, input: PreviewText): Promise<TextPreview> {
  const { body } = previewTextSchema.parse(input)
  requirePermission(ctx, "templates.edit")
  const isOfPeople = hasVariable(body, "firstName") || hasVariable(body, "medicine")
  return (isOfPeople ? readNamesAs : readAs)(ctx, async (tx) => {
    const people = await peopleFor(tx, body, Date.now())
    const text = longestRendering(
      body,
      people.map(({ values }) => values),
    )
    const without = people
      .filter(({ values }) => !renderTemplate(body, values).ok)
      .reduce((sum, { patients }) => sum + patients, 0)
    return { text, without }
  })
}

type People = { values: TemplateValues; patients: number }[]

/** Different values among enabled patients, of those variables alone that the text has. */
async function peopleFor(tx: Transaction, body: string, now: Instant): Promise<People> {
  const [home] = await tx.select().from(organizations)
  const asks = {
    name: hasVariable(body, "firstName"),
    medicine: hasVariable(body, "medicine") && sendingSettings(home?.settings).namesMedicines,
  }
  const { rows } = await tx.execute<{
    name: string | null
    medicine: string | null
    n: number
  }>(sql`
    select ${asks.name ? sql`p.first_name` : sql`null`} as name,
           ${asks.medicine ? longestMedicines(now) : sql`null`} as medicine,
           count(*)::int as n
      from patients p where p.deleted_at is null and p.is_enabled
     group by 1, 2`)
  const organization = home?.name ?? null
  return rows.map(({ name, medicine, n }) => ({
    values: { firstName: name, medicine, organization, time: SOME_TIME },
    patients: n,
  }))
}

/** The most that one reminder of the coming week names: what is due at the same time. */
const longestMedicines = (now: Instant) => {
  const at = (instant: Instant) => new Date(instant).toISOString()
  return sql`(
    select string_agg(distinct r.medication, ', ') as names
      from doses d join regimens r on r.organization_id = d.organization_id and r.id = d.regimen_id
     where d.organization_id = p.organization_id and d.patient_id = p.id
       and d.due_at >= ${at(now)} and d.due_at < ${at(now + AHEAD_MS)} and d.state = 'scheduled'
     group by d.due_at order by length(string_agg(distinct r.medication, ', ')) desc limit 1)`
}
