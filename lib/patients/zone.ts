/** The columns that tell a patient's zone, in the order in which they count. */
export type ZoneSources = {
  timeZoneOverride: string | null
  timeZoneAttribute: string | null
  organizationTimeZone: string
}

const known = new Map<string, boolean>()

/**
 * The IANA zone in which a patient's days are told: ours if set, else BioT's, else the
 * organization's. BioT's attribute is free text, so what names no zone is passed over.
 */
export function patientZone(sources: ZoneSources): string {
  const { timeZoneOverride, timeZoneAttribute, organizationTimeZone } = sources
  for (const zone of [timeZoneOverride, timeZoneAttribute, organizationTimeZone]) {
    if (zone && isZone(zone)) return zone
  }
  return "UTC"
}

function isZone(name: string): boolean {
  const answer = known.get(name)
  if (answer !== undefined) return answer
  let isGood = true
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
  } catch {
    isGood = false
  }
  known.set(name, isGood)
  return isGood
}
