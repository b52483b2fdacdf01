import { z } from "zod"
import type { Instant } from "@/lib/time"

/**
 * An attribute that BioT may leave out, blank, set to null or strip; whatever it is instead of a
 * text, it becomes null, so that one odd attribute never costs a person.
 */
export const optionalText = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => text?.trim() || null)

/** BioT's UUID in lower case, as Postgres writes it. */
export const biotId = z.guid().transform((id) => id.toLowerCase())

/** A date-time of up to nine fractional digits as an instant, or null. */
export const optionalInstant = optionalText.transform(instantOf)

/** The reference to an organization that every entity carries. */
export const ownerOrganization = z
  .object({ id: optionalText, organizationId: optionalText, name: optionalText })
  .nullish()
  .catch(null)

/** Of the same reference, only the organization's id. */
export const ownerOrganizationId = ownerOrganization.transform(
  (owner) => owner?.id ?? owner?.organizationId ?? null,
)

function instantOf(text: string | null): Instant | null {
  const at = text === null ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : at
}

/** `en-us`, `en_US` and the old `iw_IL` as BCP 47 (`en-US`, `he-IL`); null when it is no locale. */
export function normaliseLocale(text: string | null): string | null {
  if (text === null) return null
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll("_", "-"))[0] ?? null
  } catch {
    return null
  }
}

// Java's ZoneId.SHORT_IDS; `Intl` knows some of these and means other places by them.
const JAVA_ZONES: Record<string, string> = {
  ACT: "Australia/Darwin",
  AET: "Australia/Sydney",
  AGT: "America/Argentina/Buenos_Aires",
  ART: "Africa/Cairo",
  AST: "America/Anchorage",
  BET: "America/Sao_Paulo",
  BST: "Asia/Dhaka",
  CAT: "Africa/Harare",
  CNT: "America/St_Johns",
  CST: "America/Chicago",
  CTT: "Asia/Shanghai",
  EAT: "Africa/Addis_Ababa",
  ECT: "Europe/Paris",
  EST: "America/Panama",
  HST: "Pacific/Honolulu",
  IET: "America/Indiana/Indianapolis",
  IST: "Asia/Kolkata",
  JST: "Asia/Tokyo",
  MIT: "Pacific/Apia",
  MST: "America/Phoenix",
  NET: "Asia/Yerevan",
  NST: "Pacific/Auckland",
  PLT: "Asia/Karachi",
  PNT: "America/Phoenix",
  PRT: "America/Puerto_Rico",
  PST: "America/Los_Angeles",
  SST: "Pacific/Guadalcanal",
  VST: "Asia/Ho_Chi_Minh",
  UTC: "UTC",
  GMT: "UTC",
  Z: "UTC",
}
const WHOLE_HOURS = /^(?:GMT|UTC|UT)([+-])0?(\d{1,2})(?::?00)?$/

/** An IANA zone from an IANA id or an old Java name; null when nobody knows it. */
export function normaliseTimeZone(text: string | null): string | null {
  if (text === null) return null
  const name = text.trim()
  const java = Object.hasOwn(JAVA_ZONES, name) ? JAVA_ZONES[name] : undefined
  if (java) return java
  const offset = WHOLE_HOURS.exec(name)
  // POSIX counts westwards: GMT+2 is Etc/GMT-2.
  const zone = offset ? `Etc/GMT${offset[1] === "+" ? "-" : "+"}${offset[2]}` : name
  if (/^[+-]/.test(zone)) return null
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone })
    return zone
  } catch {
    return null
  }
}
