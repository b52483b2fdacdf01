import type { LocalDate } from "@/lib/local-date"

/** A dose as it is named: by its day, its time on the patient's clock (`HH:MM`) and its medication. */
export type NamedDose = { localDate: LocalDate; slot: string; medication: string }
