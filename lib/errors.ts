export const ERROR_CODES = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "rate_limited",
  "unavailable",
  "internal",
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/**
 * A failure whose sentence may be shown to people: what happened, whether anything was lost, what
 * to do. It never carries a patient's name, a phone number or a text. `field` names the form field
 * at fault.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly field: string | undefined

  constructor(
    code: ErrorCode,
    sentence: string,
    options: { field?: string; cause?: unknown } = {},
  ) {
    super(sentence, { cause: options.cause })
    this.name = "AppError"
    this.code = code
    this.field = options.field
  }
}

const STATUS: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
}

/** The one mapping from an error code to an HTTP status. */
export function httpStatus(code: ErrorCode): number {
  return STATUS[code]
}
