import { localTimeAt } from "@/lib/local-date"
import type { Instant } from "@/lib/time"
import type { TemplateValues } from "./template"

export type ValueFacts = {
  firstName: string | null
  organizationName: string
  /** The patient's, IANA. */
  timeZone: string
  namesMedicines: boolean
  /** Those asked about, in order of due time. */
  doses: readonly { dueAt: Instant; medication: string }[]
}

/** The values of a text's variables for one patient; what is not known, or not allowed, is null. */
export function valuesOf(facts: ValueFacts): TemplateValues {
  const { firstName, organizationName: organization, timeZone, namesMedicines, doses } = facts
  const [first] = doses
  return {
    firstName,
    organization,
    time: first ? localTimeAt(first.dueAt, timeZone) : null,
    medicine: namesMedicines && first ? medicinesOf(doses) : null,
  }
}

/** Each medicine once: one of them may be taken at two of the times asked about. */
function medicinesOf(doses: ValueFacts["doses"]): string {
  return [...new Set(doses.map(({ medication }) => medication))].join(", ")
}
