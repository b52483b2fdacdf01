import { describe, expect, it } from "vitest"
import type { ExcusedSpan } from "@/lib/patients/timeline"
import type { RegimenMark } from "@/lib/regimens/marks"
import { rowMarks, spanOn } from "./grid-marks"

const mark = (regimenId: string, date: string, kind: RegimenMark["kind"]): RegimenMark => ({
  ...{ id: `${regimenId} ${date}`, regimenId, medication: "Metformin", date, kind },
  differences: [],
})
const span = (regimenId: string | null, fromDate: string, toDate: string | null): ExcusedSpan => ({
  ...{ id: fromDate, regimenId, medication: null, kind: "hospital", reason: "Pneumonia" },
  ...{ fromDate, toDate },
})

describe("what is drawn in a row besides its doses", () => {
  it("is of its own regimen, and what excuses all of them", () => {
    const changes = [
      mark("a", "2026-11-03", "changed"),
      mark("b", "2026-11-04", "changed"),
      mark("a", "2026-11-10", "ended"),
    ]
    const excused = [span("b", "2026-11-01", null), span(null, "2026-11-05", "2026-11-07")]
    const marks = rowMarks({ regimenId: "a" }, changes, excused)
    expect([...marks.changes.keys()]).toEqual(["2026-11-03", "2026-11-10"])
    expect(marks.excused).toEqual([excused[1]])
    expect(marks.endedOn).toBe("2026-11-10")
    expect(rowMarks({ regimenId: "b" }, changes, excused).endedOn).toBeNull()
  })

  it("leaves out the first and the last day of a period and those between", () => {
    const given = [span(null, "2026-11-05", "2026-11-07"), span(null, "2026-12-01", null)]
    const out = ["2026-11-04", "2026-11-05", "2026-11-07", "2026-11-08", "2027-01-01"].map(
      (date) => spanOn(date, given) !== null,
    )
    expect(out).toEqual([false, true, true, false, true])
  })
})
