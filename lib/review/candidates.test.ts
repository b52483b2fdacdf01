import { describe, expect, it } from "vitest"
import { DAY_MS, HOUR_MS, SECOND_MS } from "@/lib/time"
import {
  type DoseFacts,
  type PatientFacts,
  presumedPatient,
  type RankedReply,
  rankDoses,
  rankPatients,
} from "./candidates"

const EIGHT = Date.UTC(2026, 10, 3, 8)
const AT = EIGHT + HOUR_MS
const PHONE = "+15550001"
const reply = (fields: Partial<RankedReply> = {}): RankedReply => {
  return { at: AT, fromPhone: PHONE, matchRule: null, repeat: null, ...fields }
}
function dose(id: string, dueAt: number, fields: Partial<DoseFacts> = {}): DoseFacts {
  const window = { dueAt, opensAt: dueAt - HOUR_MS, closesAt: dueAt + 6 * HOUR_MS }
  return { id, ...window, zone: "UTC", isProposed: false, asked: null, ...fields }
}
const asked = (phone: string, sentAt = EIGHT) => ({ messageId: "m1", phone, sentAt })
const ids = (of: { id: string }[]) => of.map(({ id }) => id)

describe("the doses that a reply may be about", () => {
  it("come in the order of what speaks for them", () => {
    const yesterday = dose("yesterday", EIGHT - DAY_MS)
    const open = dose("open", EIGHT)
    const later = dose("later", EIGHT + 12 * HOUR_MS)
    const named = dose("named", EIGHT - 10 * HOUR_MS, { isProposed: true })
    const all = [later, yesterday, open, named]
    expect(ids(rankDoses(reply(), all))).toEqual(["named", "open", "yesterday", "later"])
  })

  it("say what speaks for them, and how certain it is", () => {
    const named = dose("a", EIGHT, { isProposed: true, asked: asked(PHONE) })
    expect(rankDoses(reply({ matchRule: "message_id" }), [named])).toEqual([
      {
        ...{ id: "a", isProposed: true, wasOpen: true, certainty: "certain" },
        evidence: [
          { kind: "rule", rule: "message_id" },
          { kind: "asked", time: "08:00", isHere: true },
          { kind: "open" },
        ],
      },
    ])
  })

  it("are only possible where several were open", () => {
    const [one, two] = [dose("a", EIGHT), dose("b", EIGHT + HOUR_MS)]
    expect(rankDoses(reply(), [one])[0]).toMatchObject({ certainty: "likely" })
    expect(rankDoses(reply(), [one, two]).map(({ certainty }) => certainty)).toEqual([
      "possible",
      "possible",
    ])
  })

  it("put those first that the same words were about just before", () => {
    const repeated = dose("a", EIGHT - DAY_MS, { asked: asked("+15550002", EIGHT - DAY_MS) })
    const repeat = { at: AT - 90 * SECOND_MS, messageId: "m1" }
    const [first] = rankDoses(reply({ repeat }), [dose("b", EIGHT), repeated])
    expect(first).toMatchObject({ id: "a", certainty: "likely" })
    expect(first?.evidence).toEqual([
      { kind: "repeat", seconds: 90 },
      { kind: "asked", time: "08:00", isHere: false },
      { kind: "closedBefore", span: { unit: "hours", n: 19 } },
    ])
  })
})

function patient(id: string, fields: Partial<PatientFacts> = {}): PatientFacts {
  return {
    ...{ id, isNamed: false, wasAsked: false, hasNumber: false, hasNumberAsAdditional: false },
    ...{ sharesSendersNumber: false, wasTextedThere: false, openDoses: 0, ...fields },
  }
}

describe("the patients whom a reply may be from", () => {
  it("come with what speaks for them, BioT's own word first", () => {
    const ranked = rankPatients([
      patient("c", { sharesSendersNumber: true, openDoses: 1 }),
      patient("b", { hasNumber: true }),
      patient("a", { isNamed: true }),
    ])
    expect(ranked).toEqual([
      { id: "a", evidence: [{ kind: "named" }] },
      { id: "b", evidence: [{ kind: "number" }] },
      { id: "c", evidence: [{ kind: "shares" }, { kind: "openDoses", n: 1 }] },
    ])
  })

  it("leave nobody presumed where it is in doubt who wrote", () => {
    const named = [patient("a", { isNamed: true })]
    expect(presumedPatient("shared_phone", named)).toBeNull()
    expect(presumedPatient("other_patients_message", named)).toBeNull()
    expect(presumedPatient("question", named)).toBe("a")
  })

  it("presume the one with an open dose when somebody else wrote", () => {
    const [a, b] = [patient("a"), patient("b", { openDoses: 1 })]
    expect(presumedPatient("not_a_patient", [a, b])).toBe("b")
    expect(presumedPatient("not_a_patient", [patient("c", { wasAsked: true }), b])).toBe("c")
    expect(presumedPatient("not_a_patient", [a, patient("d")])).toBeNull()
    expect(presumedPatient("not_a_patient", [a])).toBe("a")
    expect(presumedPatient("not_a_patient", [])).toBeNull()
  })
})
