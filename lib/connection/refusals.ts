/** Why calls are turned away; the screen has a sentence for each. */
export const REFUSAL_REASONS = [
  "secret",
  "400",
  "413",
  "415",
  "missing",
  "malformed",
  "wrong_algorithm",
  "bad_signature",
  "expired",
  "wrong_scope",
  "wrong_token_type",
  "key_unavailable",
  "not_stored",
  "not_read",
  "busy",
] as const
