/** A refusal as FHIR tells it. `code` is R4's issue type. */
export type Refusal = { status: number; code: IssueCode; sentence: string; retryAfter?: number }

export type IssueCode =
  | "invalid"
  | "login"
  | "forbidden"
  | "not-found"
  | "not-supported"
  | "throttled"
  | "too-long"
  | "transient"
  | "exception"

export type OperationOutcome = {
  resourceType: "OperationOutcome"
  issue: { severity: "error"; code: IssueCode; diagnostics: string }[]
}

export function operationOutcome({ code, sentence }: Refusal): OperationOutcome {
  return {
    resourceType: "OperationOutcome",
    issue: [{ severity: "error", code, diagnostics: sentence }],
  }
}

/** Thrown where a request cannot be answered; its sentence names nobody. */
export class FhirRefusal extends Error {
  readonly refusal: Refusal

  constructor(status: number, code: IssueCode, sentence: string, retryAfter?: number) {
    super(sentence)
    this.name = "FhirRefusal"
    this.refusal = { status, code, sentence, ...(retryAfter ? { retryAfter } : {}) }
  }
}

export const invalid = (sentence: string) => new FhirRefusal(400, "invalid", sentence)
export const notFound = () => new FhirRefusal(404, "not-found", "There is no such resource.")
