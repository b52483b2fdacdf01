"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { consentCandidates } from "./many-queries"
import { chooseConsentsSchema } from "./many-schema"
import { recordConsent, recordConsents } from "./mutations"
import { liftOptOut, optOutPatient } from "./opt-out-mutations"
import {
  liftOptOutSchema,
  optOutPatientSchema,
  recordConsentSchema,
  recordConsentsSchema,
} from "./schema"

const one = staffAction("consent.record", recordConsentSchema, recordConsent)
const many = staffAction("consent.record_many", recordConsentsSchema, recordConsents)
const choose = staffAction("consent.record_many", chooseConsentsSchema, consentCandidates)
const stop = staffAction("consent.record", optOutPatientSchema, optOutPatient)
const lift = staffAction("consent.record", liftOptOutSchema, liftOptOut)

export async function saveConsent(input: z.input<typeof recordConsentSchema>) {
  return one(input)
}

export async function saveConsents(input: z.input<typeof recordConsentsSchema>) {
  return many(input)
}

export async function chooseConsents(input: z.input<typeof chooseConsentsSchema>) {
  return choose(input)
}

export async function saveOptOut(input: z.input<typeof optOutPatientSchema>) {
  return stop(input)
}

export async function endOptOut(input: z.input<typeof liftOptOutSchema>) {
  return lift(input)
}
