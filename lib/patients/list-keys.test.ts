import { describe, expect, it } from "vitest"
import { listCommandOf } from "./list-keys"

const rest = { hasModifier: false, isTyping: false, isOnRow: false, isOnControl: false }

describe("listCommandOf", () => {
  it.each([
    [{ key: "j" }, "next"],
    [{ key: "K" }, "previous"],
    [{ key: "ArrowDown" }, "next"],
    [{ key: "ArrowUp", isOnControl: true }, null],
    [{ key: "Enter", isOnRow: true }, "preview"],
    [{ key: "Enter" }, null],
    [{ key: "o" }, "open"],
    [{ key: "x", isTyping: true }, null],
    [{ key: "j", hasModifier: true }, null],
    [{ key: "/" }, "search"],
    [{ key: "q" }, null],
  ])("%j is %s", (pressed, command) => {
    expect(listCommandOf({ ...rest, ...pressed })).toBe(command)
  })
})
