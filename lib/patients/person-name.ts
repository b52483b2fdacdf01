/** What stands where BioT stripped the name from what we see. */
export const NAME_NOT_SHARED = "Name not shared"

/** A person as a list shows them. */
export function personName(
  firstName: string | null | undefined,
  lastName: string | null | undefined,
): string {
  return [firstName, lastName].filter(Boolean).join(" ") || NAME_NOT_SHARED
}

/** Tells apart people without a name: their number, or the end of BioT's id. */
export function instead(of: { id: string; phone: string | null }): string {
  return of.phone ?? `BioT id ending in ${of.id.slice(-ID_TAIL)}`
}

const ID_TAIL = 12
