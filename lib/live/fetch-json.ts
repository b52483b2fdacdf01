import type { ActionError } from "@/lib/auth/action"
import { unreached } from "@/lib/i18n/unreached"

/** A failed read, in the words that the server has for it. */
export class ReadError extends Error {
  readonly code: ActionError["code"]
  readonly reference: string | undefined

  constructor(error: Partial<ActionError> | undefined) {
    super(error?.sentence ?? unreached().noAnswer)
    this.name = "ReadError"
    this.code = error?.code ?? "unavailable"
    this.reference = error?.reference
  }
}

/** Reads JSON of the portal's own handlers; throws `ReadError` with a sentence for people. */
export async function fetchJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, { credentials: "same-origin", ...init }).catch(() => {
    throw new ReadError({
      code: "unavailable",
      sentence: unreached().noConnection,
    })
  })
  const body: { error?: ActionError } | null = await response.json().catch(() => null)
  if (!response.ok || body === null) throw new ReadError(body?.error)
  return body as T
}
