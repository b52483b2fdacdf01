import { describe, expect, it } from "vitest"
import { en } from "@/lib/i18n/en"
import { draftOf, draftProblems, emptyDraft, planOf } from "./draft"
import { startRegimenSchema } from "./schema"

const ids = {
  patientId: "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f",
  regimenId: "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0e",
}
const start = (change: object) => {
  const draft = { ...emptyDraft("2026-11-26"), medication: "Metformin", doseText: "1", ...change }
  return startRegimenSchema.safeParse({
    ...{ ...ids, medication: draft.medication, startDate: draft.from, ...planOf(draft) },
  })
}
const errors = (change: object) => {
  const { error } = start(change)
  return error ? draftProblems(error) : {}
}

describe("a draft", () => {
  it("becomes what the verb takes", () => {
    const slots = [
      { key: "b", localTime: "20:00", label: "" },
      { key: "a", localTime: "08:00", label: "Morning" },
    ]
    expect(start({ slots, kind: "weekdays", weekdays: [5, 1], onTime: "60" }).data).toMatchObject({
      slots: [{ localTime: "08:00" }, { localTime: "20:00" }],
      recurrence: { kind: "weekdays", days: [1, 5] },
      windows: { onTimeMinutes: 60 },
      endDate: null,
    })
  })

  it("says what is wrong beside its field", () => {
    expect(errors({ medication: " " })).toEqual({ medication: "noMedication" })
    expect(errors({ doseText: "" })).toEqual({ doseText: "noDose" })
    expect(errors({ doseText: "1".repeat(121) })).toEqual({ doseText: "longDose" })
    expect(errors({ kind: "weekdays", weekdays: [] })).toEqual({ recurrence: "weekday" })
    expect(errors({ kind: "every", everyDays: "" }).recurrence).toBe("days")
    expect(errors({ kind: "cycle", daysOn: "1.5" }).recurrence).toBe("days")
    expect(errors({ closesAfter: "x" }).windows).toBe("minutes")
    expect(errors({ onTime: "200", closesAfter: "100" }).windows).toBe("onTime")
    expect(errors({ endDate: "2026-11-01" }).endDate).toBe("ends")
    const twice = ["a", "b"].map((key) => ({ key, localTime: "08:00", label: "" }))
    expect(errors({ slots: twice }).slots).toBe("timeTwice")
    expect(errors({ slots: [{ key: "a", localTime: "", label: "" }] }).slots).toBe("time")
    expect(errors({ slots: [] }).slots).toBe("noTime")
    expect(errors({ from: "" }).from).toBe("date")
  })

  it("says in English what its verb says", () => {
    const said = (change: object) => start(change).error?.issues.map(({ message }) => message)
    const { problem } = en.medications
    expect(said({ medication: " " })).toEqual([problem.noMedication])
    expect(said({ kind: "weekdays", weekdays: [] })).toEqual([problem.weekday])
    expect(said({ kind: "every", everyDays: "" })).toEqual([problem.days])
    expect(said({ onTime: "200", closesAfter: "100" })).toEqual([problem.onTime])
    expect(said({ endDate: "2026-11-01" })).toEqual([problem.ends])
  })

  it("is what it came from", () => {
    const schedule = {
      ...{ startDate: "2026-03-03", endDate: "2026-12-24", doseText: "500 mg", isReminding: false },
      ...{ slots: [{ localTime: "08:00", label: "" }], windows: { closesAfterMinutes: 240 } },
      recurrence: { kind: "cycle" as const, on: 21, off: 7 },
    }
    const { startDate: _, ...plan } = schedule
    expect(planOf(draftOf(schedule, "Metformin", "2026-11-27"))).toEqual(plan)
    expect(planOf(draftOf(schedule, "Metformin", "2027-01-01")).endDate).toBeNull()
  })
})
