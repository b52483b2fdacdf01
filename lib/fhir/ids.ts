import { z } from "zod"

const uuid = z.guid()

export const isUuid = (id: string): boolean => uuid.safeParse(id).success

/** Of `ids` those that can be any row's; the others are nobody's. */
export const uuidsOf = (ids: readonly string[]): string[] => ids.filter(isUuid)

/** The rows' ids behind `prefix-id`, as a Communication's id tells what it is of. */
export function prefixed(ids: readonly string[], prefix: string): string[] {
  return uuidsOf(
    ids.flatMap((id) => (id.startsWith(`${prefix}-`) ? id.slice(prefix.length + 1) : [])),
  )
}
