/** What became of a patient's regimens when staff set the zone. */
export type ZoneSet = {
  zone: string
  movedDoses: number
  cancelledDoses: number
  /** How many regimens go on in which other zone. */
  staying: { zone: string; regimens: number }[]
}

/** A change of zone in sentences; empty when nothing followed it and nothing stays elsewhere. */
export function zoneSentences({ movedDoses, cancelledDoses, staying }: ZoneSet): string {
  const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`)
  const moved = `${count(movedDoses, "dose follows", "doses follow")} it.`
  const cancelled = `${count(cancelledDoses, "dose was", "doses were")} cancelled, being within an hour of one that follows it or was asked about.`
  return [
    ...(movedDoses > 0 ? [moved] : []),
    ...(cancelledDoses > 0 ? [cancelled] : []),
    ...staying.map(
      ({ zone, regimens }) => `${count(regimens, "regimen stays", "regimens stay")} in ${zone}.`,
    ),
  ].join(" ")
}
