import "server-only"
import { z } from "zod"
import { SECOND_MS } from "@/lib/time"
import { BiotError } from "./error"
import { optionalText } from "./fields"
import { callAsService, ServiceLoginError } from "./service-token"

const SEND_TIMEOUT_MS = 10 * SECOND_MS
const TOO_MANY_REQUESTS = 429

const sentSchema = z.object({ messageId: optionalText })
const configuredSchema = z.object({ configured: z.boolean() })

export type SmsResult =
  /** `messageId` null: BioT accepted the text and did not say under which id. */
  | { ok: true; messageId: string | null }
  /**
   * `failed`: BioT did not take it and will not; `retry`: it did not take it now; `unknown`: it may
   * have, so it must not be sent again by itself. `reason` is a code such as `TIMEOUT`.
   */
  | { ok: false; outcome: "failed" | "retry" | "unknown"; reason: string }

/**
 * Hands one text to BioT. `phone` is E.164 with `+`, at most 15 characters. Never throws for what
 * BioT or the network does. Source: design 5-sending, One message.
 */
export async function sendSms(text: {
  phone: string
  body: string
  traceId: string
}): Promise<SmsResult> {
  try {
    const { messageId } = await callAsService({
      method: "POST",
      path: "/notification/v1/sms/send",
      body: { message: text.body, phoneNumber: text.phone },
      answer: sentSchema,
      timeoutMs: SEND_TIMEOUT_MS,
      traceId: text.traceId,
    })
    return { ok: true, messageId }
  } catch (error) {
    if (!(error instanceof BiotError)) throw error
    return { ok: false, outcome: outcomeOf(error), reason: reasonOf(error) }
  }
}

function outcomeOf(error: BiotError): "failed" | "retry" | "unknown" {
  if (error.status === TOO_MANY_REQUESTS || error.kind === "unreachable") return "retry"
  if (error.kind === "refused") return "failed"
  // The text itself had not left when it was the login that got no answer.
  return error instanceof ServiceLoginError ? "retry" : "unknown"
}

function reasonOf(error: BiotError): string {
  const code = error.code ?? (error.status === null ? error.kind : `HTTP_${error.status}`)
  return error instanceof ServiceLoginError ? `service_login: ${code}` : code
}

/** Whether BioT has an SMS provider; null when it cannot be asked or does not let us know. */
export async function smsConfigured(): Promise<boolean | null> {
  try {
    const answer = await callAsService({
      method: "GET",
      path: "/notification/v1/configuration/sms-provider-configuration",
      answer: configuredSchema,
    })
    return answer.configured
  } catch (error) {
    if (error instanceof BiotError) return null
    throw error
  }
}
