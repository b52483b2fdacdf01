import { describe, expect, it } from "vitest"
import { can, roleOf } from "./roles"

describe("roles", () => {
  it("come from BioT's kind of user and template", () => {
    expect(roleOf("caregiver", null)).toBe("clinician")
    expect(roleOf("organization-user", "OrganizationAdmin")).toBe("admin")
    expect(roleOf("organization-user", "Nurse")).toBe("coordinator")
    expect(roleOf("organization-user", null)).toBe("coordinator")
    expect(roleOf("patient", "OrganizationAdmin")).toBeNull()
    expect(roleOf("service", null)).toBeNull()
  })

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
