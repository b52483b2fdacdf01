import { beforeEach, describe, expect, it, vi } from "vitest"
import { MINUTE_MS, SECOND_MS } from "@/lib/time"
import { type Shared, watchIdle } from "./idle"

const START = Date.UTC(2026, 10, 26)
const minute = (minutes: number) => START + minutes * MINUTE_MS

type Tab = ReturnType<typeof tabOf> & { watch: ReturnType<typeof watchIdle>; isAsleep: boolean }
let tabs: Tab[]
let isSessionOver: boolean
let now: number

const tabOf = (share: (shared: Shared) => void) => ({
  ...{ onWarning: vi.fn(), onEnd: vi.fn(), share: vi.fn(share) },
  tell: vi.fn(async () => !isSessionOver),
})

/** A tab that hears what the others say, unless the browser has put it to sleep. */
function openTab(): Tab {
  const events = tabOf((shared) => {
    for (const each of tabs) if (each !== tab && !each.isAsleep) each.watch.hear(shared, now)
  })
  const tab: Tab = { ...events, watch: watchIdle(events, START), isAsleep: false }
  tabs.push(tab)
  return tab
}

const touch = (tab: Tab, at: number) => {
  now = at
  tab.watch.touch(at)
}
/** The timer of a tab, twice, as it runs every few seconds. */
const check = (tab: Tab, at: number) => {
  for (now = at; now <= at + 5 * SECOND_MS; now += 5 * SECOND_MS) tab.watch.check(now)
}

beforeEach(() => {
  tabs = []
  isSessionOver = false
})

describe("a tab that nobody touches", () => {
  it("warns after 13 minutes and ends after 15 where no other is open", () => {
    const tab = openTab()
    check(tab, minute(12.8))
    expect(tab.onWarning).not.toHaveBeenCalled()
    check(tab, minute(13.1))
    expect(tab.onWarning).toHaveBeenLastCalledWith(true)
    expect(tab.onEnd).not.toHaveBeenCalled()
    check(tab, minute(15.1))
    expect(tab.onEnd).toHaveBeenCalledWith("idle")
  })

  it("stays while somebody is active in another one, and takes its warning back", () => {
    const [tab, other] = [openTab(), openTab()]
    check(tab, minute(14))
    touch(other, minute(14.5))
    expect(tab.onWarning).toHaveBeenLastCalledWith(false)
    check(tab, minute(27))
    expect(tab.onEnd).not.toHaveBeenCalled()
    check(tab, minute(29.6))
    expect(tab.onEnd).toHaveBeenCalledWith("idle")
  })

  it("asks the others before it ends, for it may have slept", () => {
    const [tab, other] = [openTab(), openTab()]
    tab.isAsleep = true
    touch(other, minute(14))
    tab.isAsleep = false
    check(tab, minute(16))
    expect(tab.onEnd).not.toHaveBeenCalled()
    expect(other.tell).toHaveBeenCalledOnce()
    expect(tab.tell).not.toHaveBeenCalled()
  })

  it("takes no clock that runs ahead for activity to come", () => {
    const tab = openTab()
    tab.watch.hear({ activeAt: minute(60), asks: false }, minute(1))
    check(tab, minute(16.2))
    expect(tab.onEnd).toHaveBeenCalledWith("idle")
  })
})

describe("a tab that is touched", () => {
  it("tells the others once a second and the server once a minute", () => {
    const tab = openTab()
    for (let ms = 0; ms < 130 * SECOND_MS; ms += 100) touch(tab, START + ms)
    expect(tab.share).toHaveBeenCalledTimes(130)
    expect(tab.tell).toHaveBeenCalledTimes(2)
    expect(tab.onEnd).not.toHaveBeenCalled()
  })

  it("tells the server of the last touch too, and of none that a sleep came after", () => {
    const [tab, slept] = [openTab(), openTab()]
    slept.isAsleep = true
    for (const each of [tab, slept]) touch(each, START + 50 * SECOND_MS)
    check(tab, minute(0.9))
    expect(tab.tell).not.toHaveBeenCalled()
    check(tab, minute(1.1))
    check(tab, minute(5))
    expect(tab.tell).toHaveBeenCalledOnce()
    check(slept, minute(8))
    expect(slept.tell).not.toHaveBeenCalled()
  })

  it("keeps no other tab open after a sleep in which the session ended", async () => {
    isSessionOver = true
    const [tab, other] = [openTab(), openTab()]
    touch(tab, minute(40))
    await vi.waitFor(() => expect(tab.onEnd).toHaveBeenCalledWith("idle"))
    check(other, minute(40))
    expect(other.onEnd).toHaveBeenCalledWith("idle")
    expect(tab.share).not.toHaveBeenCalled()
  })

  it("says that access is lost where the session ended under somebody's hands", async () => {
    const tab = openTab()
    touch(tab, minute(1))
    isSessionOver = true
    touch(tab, minute(3))
    await vi.waitFor(() => expect(tab.onEnd).toHaveBeenCalledWith("access"))
  })
})
