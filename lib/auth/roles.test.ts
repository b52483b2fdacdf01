import { describe, expect, it } from "vitest"
import { can } from "./roles"

describe("roles", () => {
  it("decide who may send, who settles replies, and who retries them", () => {
    expect(can("clinician", "messages.send")).toBe(false)
    expect(can("coordinator", "messages.send")).toBe(true)
    expect(can("clinician", "review.link")).toBe(false)
    expect(can("coordinator", "review.retry")).toBe(false)
    expect(can("admin", "review.retry")).toBe(true)
    expect(can("plugin", "messages.send")).toBe(false)
    expect(can("plugin", "replies.interpret")).toBe(true)
  })
})
