/** What stands where BioT stripped the name from what we see. */
export const NAME_NOT_SHARED = "Name not shared"

/** What stands for somebody who wrote and is no patient. */
export const SENDER_NOT_SHARED = {
  caregiver: "A caregiver",
  "organization-user": "An organization user",
  unknown: "Unknown sender",
} as const

/** What stands for somebody of the staff whose name is not shared, inside a sentence. */
export const SOME_COLLEAGUE = "a colleague"

/** A person as a list shows them. */
export function personName(
  firstName: string | null | undefined,
  lastName: string | null | undefined,
): string {
  return [firstName, lastName].filter(Boolean).join(" ") || NAME_NOT_SHARED
}
