import { expect, it } from "vitest"
import type { SignInFailure } from "@/lib/auth/sign-in"
import { ENDS_CODE_STEP, failureWords, readFailure } from "./failure-words"

/** Whether a code may still be given after each; exhaustive by its type. */
const CODE_LIVES_ON: Record<SignInFailure, boolean | "said elsewhere"> = {
  wrong_credentials: true,
  locked: false,
  too_many_attempts: true,
  password_reset_required: false,
  mfa_required: "said elsewhere",
  mfa_resent: "said elsewhere",
  wrong_code: true,
  code_expired: false,
  too_many_codes: false,
  resend_too_soon: true,
  resend_unavailable: true,
  code_unavailable: true,
  second_step_too_large: false,
  no_role: false,
  patient: false,
  disabled: false,
  unavailable: false,
  database_away: false,
  internal: false,
}

it("ends the code step after what leaves no code to give, and only then", () => {
  const ends = Object.entries(CODE_LIVES_ON).flatMap(([reason, lives]) => (lives ? [] : [reason]))
  expect([...ENDS_CODE_STEP].sort()).toEqual(ends.sort())
})

it("has a sentence of its own for each failure that the form shows", () => {
  for (const [reason, lives] of Object.entries(CODE_LIVES_ON)) {
    if (lives === "said elsewhere" || reason === "no_role" || reason === "internal") continue
    expect(failureWords(readFailure(reason))).toEqual({ sentence: reason })
  }
  const locked = failureWords(readFailure("locked:12"))
  expect(locked).toEqual({ sentence: "locked_for", minutes: 12 })
  expect(failureWords(readFailure("internal"))).toEqual({ sentence: "unknown" })
  expect(failureWords(readFailure(null))).toEqual({ sentence: "unknown" })
})
