import { z } from "zod"
import { CONSENT_KINDS, CONSENT_MEANS } from "@/db/enums"
import { localDateSchema } from "@/lib/regimens/schedule"

export const LONGEST_WORDING = 2_000
/** How many patients' consents are recorded at once. */
export const MOST_CONSENTS = 500

const wording = z
  .string()
  // Postgres keeps no NUL.
  .transform((text) => text.replaceAll("\u0000", "").trim())
  .pipe(
    z
      .string()
      .min(1, "Write what the patient agreed to, or said.")
      .max(LONGEST_WORDING, "Keep the wording under 2,000 characters."),
  )

const means = z.enum(CONSENT_MEANS, "Choose how the patient said so.")

const said = {
  kind: z.enum(CONSENT_KINDS),
  means,
  /** Texts for doses in the quiet hours too; means nothing for a withdrawal. */
  outsideHours: z.boolean().default(false),
  wording,
}

/** `consentId` is made once by the form, so that a double click records one consent. */
export const recordConsentSchema = z.object({
  patientId: z.uuid(),
  consentId: z.uuid(),
  ...said,
})
export type RecordConsent = z.input<typeof recordConsentSchema>

/**
 * The same words of many patients, each with an id of its own. `saidOn` is the day on which they
 * agreed, on the organization's calendar, such as that of a paper; null: now.
 */
export const recordConsentsSchema = z.object({
  saidOn: localDateSchema.nullable().default(null),
  records: z
    .array(z.object({ patientId: z.uuid(), consentId: z.uuid() }))
    .min(1, "Choose at least one patient.")
    .max(MOST_CONSENTS, "Record consent of 500 patients at most at once.")
    .refine(
      (records) => new Set(records.map(({ patientId }) => patientId)).size === records.length,
      "Name each patient once.",
    ),
  ...said,
})
export type RecordConsents = z.input<typeof recordConsentsSchema>

/** `phone` is the number that stood on the screen: the opt-out is the phone's, not the patient's. */
export const optOutPatientSchema = z.object({
  patientId: z.uuid(),
  phone: z.string().min(1).max(60),
  means,
})
export type OptOutPatient = z.input<typeof optOutPatientSchema>

/** `seen` is when the opt-out that stood on the screen was made, in epoch milliseconds. */
export const liftOptOutSchema = z.object({
  patientId: z.uuid(),
  phone: z.string().min(1).max(60),
  seen: z.number(),
  consentId: z.uuid(),
  means,
  outsideHours: z.boolean().default(false),
  wording,
})
export type LiftOptOut = z.input<typeof liftOptOutSchema>
