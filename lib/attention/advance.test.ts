import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { NEED_RULES, type NeedRule } from "@/lib/patients/need"
import { DAY_MS, HOUR_MS } from "@/lib/time"
import {
  type AttentionChange,
  type AttentionHit,
  type AttentionItem,
  advanceAttention,
  standingReasons,
} from "./advance"
import { DEFAULT_ATTENTION, isCooling } from "./rules"

const NOW = Date.parse("2026-11-03T08:00:00Z")
const { coolDownDays } = DEFAULT_ATTENTION

const hit = (rule: NeedRule, doseIds: string[] = ["d1"], n = doseIds.length) =>
  ({ rule, values: { n }, doseIds, fromDate: "2026-11-02", toDate: "2026-11-03" }) as AttentionHit

/** Applies changes as the database does. */
function applied(items: AttentionItem[], changes: readonly AttentionChange[], now: number) {
  const kept = items.map((item) => {
    const change = changes.find((each) => each.kind !== "open" && each.id === item.id)
    if (change?.kind === "close") return { ...item, closedAt: now }
    if (change?.kind === "reopen")
      return { ...item, ...change.hit, closedAt: null } as AttentionItem
    return change?.kind === "restate" ? ({ ...item, ...change.hit } as AttentionItem) : item
  })
  const opened = changes.flatMap((change) =>
    change.kind === "open"
      ? [
          {
            ...change.hit,
            id: `${change.hit.rule} ${now}`,
            openedAt: now,
            ...{ closedAt: null, closedBy: null },
          } as AttentionItem,
        ]
      : [],
  )
  return [...kept, ...opened]
}

/** As the database reads them: of each rule the open one, else the last. */
function latest(items: readonly AttentionItem[]): AttentionItem[] {
  return NEED_RULES.flatMap((rule) => {
    const of = items.filter((item) => item.rule === rule)
    const found =
      of.find(({ closedAt }) => closedAt === null) ??
      of.toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))[0]
    return found ? [found] : []
  })
}

function advance(items: AttentionItem[], hits: AttentionHit[], now: number) {
  return applied(items, advanceAttention({ hits, items: latest(items), coolDownDays }, now), now)
}

const dealWith = (items: AttentionItem[], rule: NeedRule, now: number) =>
  items.map((item) =>
    item.rule === rule && item.closedAt === null
      ? { ...item, closedAt: now, closedBy: "robin" }
      : item,
  )
const open = (items: AttentionItem[]) =>
  items.filter(({ closedAt }) => closedAt === null).map(({ rule }) => rule)

describe("advanceAttention", () => {
  it("opens what holds, follows it, and closes what no longer holds", () => {
    const first = advance([], [hit("gap")], NOW)
    expect(open(first)).toEqual(["gap"])
    const second = advance(first, [hit("gap", ["d1", "d2"])], NOW + HOUR_MS)
    expect(second).toMatchObject([{ id: first[0]?.id, openedAt: NOW, doseIds: ["d1", "d2"] }])
    const third = advance(second, [], NOW + 2 * HOUR_MS)
    expect(third).toMatchObject([{ closedAt: NOW + 2 * HOUR_MS, closedBy: null }])
  })

  it("opens nothing while a rule cools down that a person dealt with", () => {
    const closed = dealWith(advance([], [hit("gap")], NOW), "gap", NOW + HOUR_MS)
    const next = [hit("gap", ["d7", "d8"])]
    expect(open(advance(closed, next, NOW + DAY_MS))).toEqual([])
    expect(open(advance(closed, next, NOW + DAY_MS + HOUR_MS))).toEqual(["gap"])
  })

  it("takes up again what closed by itself, and makes no second of it while it cools down", () => {
    const first = advance([], [hit("gap")], NOW)
    const closed = advance(first, [], NOW + HOUR_MS)
    const soon = advance(closed, [hit("gap", ["d7", "d8"])], NOW + DAY_MS)
    expect(soon).toMatchObject([{ id: first[0]?.id, openedAt: NOW, doseIds: ["d7", "d8"] }])
    expect(open(soon)).toEqual(["gap"])
    const later = advance(closed, [hit("gap")], NOW + DAY_MS + HOUR_MS)
    expect(later).toHaveLength(2)
  })

  it("puts nothing before staff again that a person dealt with", () => {
    const dealt = dealWith(advance([], [hit("not_taken", ["d1"])], NOW), "not_taken", NOW)
    const later = NOW + 3 * DAY_MS
    expect(open(advance(dealt, [hit("not_taken", ["d1"])], later))).toEqual([])
    expect(open(advance(dealt, [hit("not_taken", ["d1", "d2"])], later))).toEqual(["not_taken"])
    const unreachable = dealWith(advance([], [hit("unreachable", [])], NOW), "unreachable", NOW)
    expect(open(advance(unreachable, [hit("unreachable", [])], NOW + 6 * DAY_MS))).toEqual([])
    const again = advance(unreachable, [hit("unreachable", [])], NOW + 7 * DAY_MS)
    expect(open(again)).toEqual(["unreachable"])
  })

  it("lets safety and questions stand as soon as there is one", () => {
    const closed = advance(advance([], [hit("safety")], NOW), [], NOW + 1)
    expect(open(advance(closed, [hit("safety")], NOW + 2))).toEqual(["safety"])
  })

  it("takes values for the same whatever the order of their fields", () => {
    const silent = (values: object) =>
      ({ ...hit("gone_silent"), values }) as unknown as AttentionHit
    const items = advance([], [silent({ n: 3, replied: 9, reminded: 9 })], NOW)
    const same = [silent({ reminded: 9, n: 3, replied: 9 })]
    expect(advanceAttention({ hits: same, items, coolDownDays }, NOW)).toEqual([])
  })
})

type Step =
  | { kind: "look"; hits: AttentionHit[]; after: number }
  | { kind: "deal"; rule: NeedRule; after: number }

const hits = fc
  .uniqueArray(fc.constantFrom(...NEED_RULES), { maxLength: 4 })
  .chain((rules) =>
    fc.tuple(
      ...rules.map((rule) =>
        fc
          .uniqueArray(fc.constantFrom("d1", "d2", "d3"), { maxLength: 3 })
          .map((doses) => hit(rule, doses)),
      ),
    ),
  )
  .map((list) => [...list])
const after = fc.integer({ min: 0, max: 40 }).map((hours) => hours * HOUR_MS)
const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("look" as const), hits, after }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("deal" as const),
        rule: fc.constantFrom(...NEED_RULES.filter(isCooling)),
        after,
      }),
    },
  ),
  { maxLength: 20 },
)

function run(
  all: readonly Step[],
  seen: (items: AttentionItem[], now: number, step: Step) => void,
) {
  let [items, now]: [AttentionItem[], number] = [[], NOW]
  for (const step of all) {
    now += step.after
    items = step.kind === "look" ? advance(items, step.hits, now) : dealWith(items, step.rule, now)
    seen(items, now, step)
  }
  return items
}

describe("attention, whatever happens", () => {
  it("has one open item at most for each rule", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (items) => expect(open(items)).toEqual([...new Set(open(items))]))
      }),
    )
  })

  it("never opens an item before the cool-down of the one before is over", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const items = run(all, () => {})
        for (const rule of NEED_RULES.filter(isCooling)) {
          const own = items.filter((item) => item.rule === rule)
          own.slice(1).forEach((item, n) => {
            const rested = item.openedAt - (own[n]?.closedAt ?? Number.NaN)
            expect(rested).toBeGreaterThanOrEqual(coolDownDays[rule] * DAY_MS)
          })
        }
      }),
    )
  })

  it("closes by itself what no longer holds, and nothing else", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (items, _now, step) => {
          if (step.kind !== "look") return
          const holding = step.hits.map(({ rule }) => rule)
          for (const rule of open(items)) expect(holding).toContain(rule)
        })
      }),
    )
  })

  it("gives the same items for the same events, and changes nothing when it looks twice", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const first = run(all, (items, now, step) => {
          if (step.kind !== "look") return
          const before = { hits: step.hits, items: latest(items), coolDownDays }
          expect(advanceAttention(before, now)).toEqual([])
        })
        expect(run(all, () => {})).toEqual(first)
      }),
    )
  })

  it("says before it is kept what stands afterwards", () => {
    fc.assert(
      fc.property(steps, hits, (all, next) => {
        const items = latest(run(all, () => {}))
        const now = NOW + 1_000 * DAY_MS
        const changes = advanceAttention({ hits: next, items, coolDownDays }, now)
        const told = standingReasons(items, changes)
        expect(told).toEqual(standingReasons(latest(applied(items, changes, now)), []))
      }),
    )
  })
})
