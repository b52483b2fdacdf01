import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { GLYPH_PATHS, glyphSprite } from "@/components/doses/glyph-paths"
import { DOSE_STATES } from "@/db/enums"
import { DOSE_GLYPHS } from "@/lib/doses/glyphs"

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")

it("keeps the sprite of the cells equal to the strokes of the strip", () => {
  expect(read("./dose-glyphs.svg")).toBe(glyphSprite())
})

it("draws every state, each with a glyph of its own but pending and scheduled", () => {
  expect(new Set(Object.values(GLYPH_PATHS)).size).toBe(DOSE_STATES.length - 1)
})

it("has a fill and a sprite position for every state, in light and in dark", () => {
  const styles = read("./doses.css")
  const tokens = read("../../app/globals.css")
  for (const [index, state] of DOSE_STATES.entries()) {
    expect(styles).toContain(`.dose-${state} {\n  --at: ${index};`)
    expect(tokens).toContain(`${DOSE_GLYPHS[state].cssVar}:`)
  }
})
