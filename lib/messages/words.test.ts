import { createTranslator } from "next-intl"
import { describe, expect, it } from "vitest"
import composer from "@/lib/i18n/en/composer.json"
import messages from "@/lib/i18n/en/messages.json"
import { MAY_ARRIVE_TWICE } from "./again"
import { REFUSAL_WORDS, WARNING_WORDS } from "./gate-words"
import { KIND_WORDS, STATE_WORDS, sendReason } from "./words"

describe("the words of messages", () => {
  it("are on the screen what they are in exports, FHIR and errors", () => {
    expect(messages.kind).toEqual(KIND_WORDS)
    expect(messages.state).toEqual(STATE_WORDS)
    expect(composer.refusal).toEqual(REFUSAL_WORDS)
    expect(composer.warning).toEqual({ ...WARNING_WORDS, may_arrive_twice: MAY_ARRIVE_TWICE })
    for (const [code, words] of Object.entries(messages.reason)) {
      expect(sendReason(code), code).toBe(words)
    }
    const t = createTranslator({ locale: "en", messages, namespace: "reasonOther" })
    expect(sendReason("BLOCKED_BY_CARRIER")).toBe(t("blocked"))
    expect(sendReason("service_login: HTTP_500")).toBe(t("login", { code: "HTTP_500" }))
    expect(sendReason("NEW_CODE")).toBe(t("answered", { code: "NEW_CODE" }))
    expect(sendReason("something_else")).toBe(t("plain", { code: "something else" }))
  })
})
