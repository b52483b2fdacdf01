import { z } from "zod"
import { SHIPPED_CODES } from "./languages/registry"

const schema = z.array(z.string())

/**
 * The languages in which an organization's replies are read, from `replyLanguages` of its settings:
 * all that ship until somebody chooses. English is read always, for the carriers' words are
 * English. Settings that nobody can read switch nothing off.
 */
export function replyLanguagesOf(replyLanguages: unknown): readonly string[] {
  const chosen = schema.safeParse(replyLanguages)
  if (!chosen.success) return SHIPPED_CODES
  return SHIPPED_CODES.filter((code) => code === "en" || chosen.data.includes(code))
}
