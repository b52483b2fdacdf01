import type { ListQuery } from "@/lib/patients/listing"

/** One person's own view of the patients list. */
export type SavedView = { id: string; name: string; query: ListQuery; isDefault: boolean }

/** A person's views stand beside one another as tabs. */
export const MOST_VIEWS = 20
export const LONGEST_NAME = 40

/** What the list shows this person when nothing else is asked for; null: everybody by need. */
export function homeOf(views: readonly SavedView[]): ListQuery | null {
  return views.find(({ isDefault }) => isDefault)?.query ?? null
}
