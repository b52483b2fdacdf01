import type {
  consents,
  doseEvents,
  doses,
  messageDoses,
  messages,
  optOuts,
  regimens,
  regimenVersions,
  replies,
  tasks,
  templates,
  templateVersions,
} from "@/db/schema"

/** What the seed is about to insert, gathered first so that each table takes few statements. */
export type SeedRows = {
  regimens: (typeof regimens.$inferInsert)[]
  versions: (typeof regimenVersions.$inferInsert)[]
  doses: (typeof doses.$inferInsert)[]
  messages: (typeof messages.$inferInsert)[]
  messageDoses: (typeof messageDoses.$inferInsert)[]
  replies: (typeof replies.$inferInsert)[]
  events: (typeof doseEvents.$inferInsert)[]
  optOuts: (typeof optOuts.$inferInsert)[]
  tasks: (typeof tasks.$inferInsert)[]
  consents: (typeof consents.$inferInsert)[]
  templates: (typeof templates.$inferInsert)[]
  templateVersions: (typeof templateVersions.$inferInsert)[]
}

export function noRows(): SeedRows {
  return {
    regimens: [],
    versions: [],
    doses: [],
    messages: [],
    messageDoses: [],
    replies: [],
    events: [],
    optOuts: [],
    tasks: [],
    consents: [],
    templates: [],
    templateVersions: [],
  }
}
