import { describe, expect, it } from "vitest"
import { en } from "@/lib/i18n/en"
import { type GateVerdict, REFUSALS } from "@/lib/messages/gate"
import { standingOf } from "./standing"

const goes: GateVerdict = { refusal: null, warnings: [], heldUntil: null }
const of = (change: Partial<GateVerdict> = {}, outsideHours = false) =>
  standingOf({ ...goes, ...change }, { outsideHours })

describe("standingOf", () => {
  it("says that a patient may be texted, and when", () => {
    expect(of()).toMatchObject({ tone: "good", says: "inHours" })
    expect(of({}, true).says).toBe("anyHour")
    const held = of({ heldUntil: 7, warnings: ["held_for_hours"] })
    expect(held).toMatchObject({ says: "held", until: 7 })
  })

  it("never says so of what the gate refuses, or of a deleted patient", () => {
    for (const refusal of REFUSALS) {
      const { tone, says, until } = of({ refusal })
      expect([tone === "good", until]).toEqual([false, null])
      expect(en.consent.standing[says]).toMatch(/not be texted|No more texts/)
    }
    expect(standingOf(null, { outsideHours: true }).says).toBe("deleted")
  })

  it("warns of a suspected opt-out before anything else that may go", () => {
    const suspected = of({ warnings: ["suspected_opt_out", "held_for_hours"], heldUntil: 7 })
    expect(suspected).toMatchObject({ tone: "warning", says: "suspected", until: null })
  })
})
