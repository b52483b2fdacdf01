import { describe, expect, it } from "vitest"
import { isSameOrigin } from "./same-origin"

const from = (fields: Record<string, string>) =>
  isSameOrigin(new Headers({ host: "portal.example:3000", ...fields }))

describe("the origin of a request", () => {
  it("is ours when the host agrees", () => {
    expect(from({ origin: "http://portal.example:3000" })).toBe(true)
    expect(from({ origin: "https://portal.example", "x-forwarded-host": "portal.example" })).toBe(
      true,
    )
  })

  it("is refused when it is another's, a look-alike or nonsense", () => {
    for (const origin of [
      "http://evil.example",
      "http://portal.example",
      "http://portal.example:3000.evil.example",
      "null",
      "",
    ]) {
      expect(from({ origin }), origin).toBe(false)
    }
  })

  it("may be missing only when the browser says that the request is same-origin", () => {
    expect(from({})).toBe(false)
    expect(from({ "sec-fetch-site": "cross-site" })).toBe(false)
    expect(from({ "sec-fetch-site": "same-origin" })).toBe(true)
  })
})
