import { describe, expect, it } from "vitest"
import type { EvidenceDose } from "@/lib/doses/evidence"
import type { TimelineEvent } from "@/lib/patients/timeline"
import { toldEvents } from "./evidence"

const AT = Date.UTC(2026, 10, 3, 8)
function event(id: string, fields: Partial<TimelineEvent>): TimelineEvent {
  return {
    ...{ id, kind: "taken", source: "patient", at: AT, recordedAt: AT, takenAt: null },
    ...{ replyId: "r1", messageId: null, voids: null, reason: null, by: null, correction: null },
    ...fields,
  }
}
const said = event("said", {})
const takenBack = event("back", {
  ...{ kind: "voided", source: "staff", voids: "said", reason: "Another phone", by: "Robin" },
})
const evidence = (events: TimelineEvent[]) =>
  toldEvents({ dose: { id: "d1", events } as unknown as EvidenceDose })

describe("the evidence of a dose from which a reply was moved", () => {
  it("still lists what was said, that it was taken back, by whom and why", () => {
    const found = evidence([said, takenBack])
    expect(found.corrections).toEqual([said, takenBack])
    expect(found.movedReplies).toEqual(new Set(["r1"]))
  })

  it("lists no statement that stands, and one again whose taking back was undone", () => {
    expect(evidence([said])).toMatchObject({ corrections: [], movedReplies: new Set() })
    const undone = event("undone", { kind: "voided", source: "staff", voids: "back" })
    const again = evidence([said, takenBack, undone])
    expect(again.movedReplies).toEqual(new Set())
    expect(again.corrections).toEqual([takenBack, undone])
  })
})
