/** What became of a patient's regimens when staff set the zone. */
export type ZoneSet = {
  zone: string
  movedDoses: number
  cancelledDoses: number
  /** How many regimens go on in which other zone. */
  staying: { zone: string; regimens: number }[]
}
