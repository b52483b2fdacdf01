/** How the patients list may be asked for. Without zod, so that the browser may load it. */
export const PATIENT_SORTS = ["need", "name"] as const
export type PatientSort = (typeof PATIENT_SORTS)[number]

export const PATIENT_FILTERS = ["all", "attention", "opted_out", "cannot_reply"] as const
export type PatientFilter = (typeof PATIENT_FILTERS)[number]
