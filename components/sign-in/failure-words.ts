/** The failures that have a sentence of their own. */
const TOLD = [
  "wrong_credentials",
  "locked",
  "too_many_attempts",
  "password_reset_required",
  "wrong_code",
  "code_expired",
  "too_many_codes",
  "resend_too_soon",
  "resend_unavailable",
  "code_unavailable",
  "second_step_too_large",
  "patient",
  "disabled",
  "database_away",
  "unavailable",
] as const

type FailureWords =
  | { sentence: (typeof TOLD)[number] | "unknown" }
  | { sentence: "locked_for"; minutes: number }

/** What the server says of a failed sign-in, `locked:12`, as its reason and what it is about. */
export function readFailure(error: string | null | undefined) {
  const [reason = "", about = ""] = (error ?? "").split(":")
  return { reason, about: /^\d+$/.test(about) ? about : null }
}

/** Which sentence tells it. */
export function failureWords({ reason, about }: ReturnType<typeof readFailure>): FailureWords {
  if (reason === "locked" && about !== null) {
    return { sentence: "locked_for", minutes: Number(about) }
  }
  return { sentence: TOLD.find((each) => each === reason) ?? "unknown" }
}

/** After these the code is of no use any more: the way on is the password. */
export const ENDS_CODE_STEP: ReadonlySet<string> = new Set([
  "code_expired",
  "too_many_codes",
  "second_step_too_large",
  "locked",
  "password_reset_required",
  "no_role",
  "patient",
  "disabled",
  "unavailable",
  "database_away",
  "internal",
])
