const WORDS: Record<string, string> = {
  wrong_credentials:
    "The user name or the password is wrong, or the account is disabled in BioT. Check both and try again, or ask your admin.",
  locked: "BioT has locked this account after too many attempts. Ask your admin to unlock it.",
  too_many_attempts: "Too many attempts. Wait five minutes, then try again.",
  password_reset_required:
    "BioT asks for a new password. Set it in BioT’s own portal, then sign in here with it.",
  wrong_code: "This is not the code that BioT sent last. Check the newest text and try again.",
  code_expired: "The code has expired. Sign in again, and BioT sends a new one.",
  too_many_codes: "Too many wrong codes. Wait five minutes, then sign in again.",
  resend_too_soon: "A code was sent a moment ago. Wait a little before asking for another.",
  resend_unavailable:
    "BioT does not answer right now, so it may not have sent a new code. Try again in a minute.",
  code_unavailable:
    "BioT does not answer right now. Nothing was changed; try the same code again in a minute.",
  second_step_too_large:
    "BioT’s part of this sign-in is too large for the browser to keep until the code is given, so you cannot sign in with a code. Tell your admin.",
  patient: "This is a patient’s account. Doseline is for care teams; patients answer by SMS.",
  disabled: "This account is disabled in BioT. Ask your organization’s admin.",
  database_away:
    "Doseline’s database does not answer right now, so you are not signed in. Sign in again in a minute.",
  unavailable: "BioT does not answer right now. Nothing was changed; try again in a minute.",
}
const UNKNOWN = "Signing in did not work. Try again; if it stays, tell your admin."

/** What the server says of a failed sign-in, `locked:12`, as its reason and what it is about. */
export function readFailure(error: string | null | undefined) {
  const [reason = "", about = ""] = (error ?? "").split(":")
  return { reason, about: /^\d+$/.test(about) ? about : null }
}

export function failureWords({ reason, about }: ReturnType<typeof readFailure>): string {
  if (reason !== "locked" || about === null) return WORDS[reason] ?? UNKNOWN
  const minutes = about === "1" ? "1 minute" : `${about} minutes`
  return `BioT has locked this account after too many attempts. Try again in ${minutes}.`
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
