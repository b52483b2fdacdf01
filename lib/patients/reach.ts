import { canReply } from "./countries"
import { parsePhone } from "./phone"

/** Whether an answer from this E.164 number reaches us; true for no number, which says more itself. */
export function numberCanReply(phone: string | null): boolean {
  if (phone === null) return true
  const parsed = parsePhone(phone)
  return !parsed.ok || canReply(parsed.country)
}
