import { expect, it } from "vitest"
import { MINUTE_MS, SECOND_MS } from "@/lib/time"
import { renewalAt } from "./renewal"

it.each([
  [30 * MINUTE_MS, 29 * MINUTE_MS],
  [61 * SECOND_MS, SECOND_MS],
  [60 * SECOND_MS, 30 * SECOND_MS],
  [10 * SECOND_MS, 5 * SECOND_MS],
  [-MINUTE_MS, 29 * MINUTE_MS],
])("renews a token that lives for %i ms after %i ms", (lifetime, after) => {
  const now = Date.UTC(2026, 10, 23, 12)
  expect(renewalAt(now + lifetime, now)).toBe(now + after)
})

it("takes BioT's usual half an hour where BioT does not say", () => {
  expect(renewalAt(null, 0)).toBe(29 * MINUTE_MS)
})
