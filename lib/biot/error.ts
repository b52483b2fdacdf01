/**
 * - `unreachable`: nothing left this machine; trying again is safe
 * - `ambiguous`: the request may have been acted upon (timeout, reset, 5xx)
 * - `refused`: BioT answered 4xx and did nothing
 * - `bad_shape`: BioT answered 2xx with something that is not its contract
 */
export type BiotErrorKind = "unreachable" | "ambiguous" | "refused" | "bad_shape"

type BiotErrorFields = {
  kind: BiotErrorKind
  /** `POST /notification/v1/sms/send`, without a query. */
  call: string
  /** BioT's own code such as `ACCESS_DENIED`, or the socket's such as `ECONNREFUSED`. */
  code?: string | null
  status?: number | null
  details?: Record<string, unknown>
  cause?: unknown
}

/** A call to BioT that gave no answer. The message holds ids and codes only, never BioT's words. */
export class BiotError extends Error {
  readonly kind: BiotErrorKind
  readonly code: string | null
  readonly status: number | null
  /** BioT's `details` object; may hold personal data, so it is for deciding and never for a log. */
  readonly details: Record<string, unknown>

  constructor({ kind, call, code = null, status = null, details = {}, cause }: BiotErrorFields) {
    const facts = [kind, status, code].filter((fact) => fact !== null)
    super(`${call}: ${facts.join(" ")}`, { cause })
    this.name = "BiotError"
    this.kind = kind
    this.code = code
    this.status = status
    Object.defineProperty(this, "details", { enumerable: false })
    this.details = details
  }
}
