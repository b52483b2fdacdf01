import { expect, it, vi } from "vitest"
import { answered } from "./answered"

const asked = async (call: () => Promise<{ ok: true; value: number }>, wasThere: boolean) => {
  const stop = vi.fn()
  const answer = await answered(call, {
    say: (known) => known,
    isOutdated: (error) => error instanceof RangeError,
    line: { wasThere: () => wasThere, stop },
  })
  expect(stop).toHaveBeenCalledOnce()
  return answer
}
const failing = (error: Error) => () => Promise.reject(error)
const failure = (sentence: string) => ({ ok: false, error: { code: "unavailable", sentence } })

it("hands on what the server answers", async () => {
  expect(await asked(async () => ({ ok: true, value: 3 }), true)).toEqual({ ok: true, value: 3 })
})

it("does not say that nothing was saved when an answer is lost on the way", async () => {
  expect(await asked(failing(new TypeError("Failed to fetch")), true)).toEqual(failure("lost"))
})

it("says that nothing was saved where nothing can have gone out", async () => {
  expect(await asked(failing(new TypeError("Failed to fetch")), false)).toEqual(failure("unsent"))
})

it("says that a page is too old for the server, whatever the line", async () => {
  for (const wasThere of [true, false]) {
    expect(await asked(failing(new RangeError()), wasThere)).toEqual(failure("outdated"))
  }
})

it("answers too when the call throws before it promises anything", async () => {
  const thrown = () => {
    throw new Error("no action")
  }
  expect(await asked(thrown, true)).toEqual(failure("lost"))
})
