import { describe, expect, it, vi } from "vitest"
import { seal, unseal } from "./seal"

vi.stubEnv("DATABASE_URL", "postgres://localhost/none")
vi.stubEnv("BIOT_BASE_URL", "http://127.0.0.1:1")
vi.stubEnv("BIOT_SERVICE_USER_ID", "service")
vi.stubEnv("BIOT_SERVICE_USER_SECRET_KEY", "secret")
vi.stubEnv("PUBLIC_URL", "http://127.0.0.1:1")
vi.stubEnv("PLUGIN_SECRET", "a-path-secret-of-tests")
vi.stubEnv("NEXTAUTH_SECRET", "a-session-secret-of-tests-that-is-long")

describe("a sealed secret", () => {
  it("opens again, and never looks the same twice", () => {
    const [one, two] = [seal("a-token", "refresh token"), seal("a-token", "refresh token")]
    expect(unseal(one, "refresh token")).toBe("a-token")
    expect(one).not.toBe(two)
    expect(one).not.toContain("a-token")
  })

  it("does not open when it was altered or cut", () => {
    const bytes = Buffer.from(seal("a-token", "refresh token"), "base64")
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(unseal(bytes.toString("base64"), "refresh token")).toBeNull()
    expect(unseal("AAAA", "refresh token")).toBeNull()
  })

  it("does not open for another purpose", () => {
    expect(unseal(seal("a-token", "refresh token"), "second step")).toBeNull()
  })
})
