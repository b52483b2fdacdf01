import { describe, expect, it } from "vitest"
import { commandOf, KEY_HELP, PANE_KEYS, type Pressed } from "./keys"

const pressed = (key: string, where: Partial<Pressed> = {}): Pressed => ({
  ...{ key, hasModifier: false, isTyping: false, isChoosing: false, isOnControl: false },
  ...where,
})

describe("a key in Review", () => {
  it.each([
    ["j", "next"],
    ["ArrowDown", "next"],
    ["K", "previous"],
    ["Enter", "open"],
    ["d", "dismiss"],
    ["u", "undo"],
    ["?", "help"],
    ["q", null],
    ["Tab", null],
    [" ", null],
  ])("%s means %s", (key, command) => {
    expect(commandOf(pressed(key))).toBe(command)
  })

  it("is the field's own while somebody types, but for Escape", () => {
    for (const key of ["j", "d", "Enter", "?", "ArrowDown"]) {
      expect(commandOf(pressed(key, { isTyping: true })), key).toBeNull()
    }
    expect(commandOf(pressed("Escape", { isTyping: true }))).toBe("back")
  })

  it("leaves arrows and Enter to what has the focus, and letters to the queue", () => {
    for (const where of [{ isChoosing: true }, { isOnControl: true }]) {
      expect(commandOf(pressed("ArrowDown", where))).toBeNull()
      expect(commandOf(pressed("Enter", where))).toBeNull()
      expect(commandOf(pressed("d", where))).toBe("dismiss")
    }
  })

  it("is the browser's with Ctrl, Alt or Meta", () => {
    for (const key of ["j", "r", "d", "Escape"]) {
      expect(commandOf(pressed(key, { hasModifier: true }))).toBeNull()
    }
  })

  it("is listed in the help, every one", () => {
    const listed = KEY_HELP.flatMap(({ keys }) => keys)
    const named: Record<string, string> = { "↓": "ArrowDown", "↑": "ArrowUp", Esc: "Escape" }
    for (const key of listed) expect(commandOf(pressed(named[key] ?? key)), key).not.toBeNull()
    for (const key of Object.values(PANE_KEYS)) expect(listed).toContain(key)
  })
})
