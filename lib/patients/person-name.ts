/** A person as a list shows them; BioT may have stripped the name from what we see. */
export function personName(
  firstName: string | null | undefined,
  lastName: string | null | undefined,
): string {
  return [firstName, lastName].filter(Boolean).join(" ") || "Name not shared"
}
