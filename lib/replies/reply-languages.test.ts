import { describe, expect, test } from "vitest"
import { SHIPPED_CODES } from "./languages/registry"
import { replyLanguagesOf } from "./reply-languages"

describe("the languages in which an organization's replies are read", () => {
  test.each([
    [null, SHIPPED_CODES],
    [undefined, SHIPPED_CODES],
    ["es", SHIPPED_CODES],
    [[1], SHIPPED_CODES],
    [
      ["es", "ru"],
      ["en", "es", "ru"],
    ],
    [
      ["es", "xx"],
      ["en", "es"],
    ],
    [[], ["en"]],
  ])("%j", (stored, read) => {
    expect(replyLanguagesOf(stored)).toEqual(read)
  })
})
