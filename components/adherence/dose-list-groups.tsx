"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import type { DoseList } from "@/components/adherence/dose-list"
import { useFigureCount } from "@/components/adherence/use-figure-count"
import { useListWords } from "@/components/adherence/use-list-words"
import { DoseGlyph } from "@/components/doses/dose-glyph"
import { useDoseWords } from "@/components/doses/use-dose-words"
import { Button } from "@/components/ui/button"
import { SheetContent } from "@/components/ui/sheet"
import { grouped } from "@/lib/grouped"
import type { PatientTimeline, TimelineDose } from "@/lib/patients/timeline"

const FIRST_SHOWN = 20

type PaneProps = {
  list: DoseList | null
  timeline: PatientTimeline
  onOpen: (doseId: string) => void
}

/** What a number counts and what it leaves out, in a pane. */
export function DoseListGroups({ list, timeline, onOpen }: PaneProps) {
  const t = useTranslations("adherence.list")
  const words = useListWords(timeline)
  const count = useFigureCount()
  if (!list) return <SheetContent title={t("gone")} />
  const { title, about, groups } = words(list)
  const isEmpty = list.counted.length + list.rest.length === 0
  return (
    <SheetContent title={title} description={count(list)}>
      <div className="grid gap-6">
        <p className="text-pretty text-muted-foreground text-sm">{about}</p>
        {isEmpty ? <p className="text-sm">{t("empty")}</p> : null}
        <DoseGroup {...{ onOpen }} name={groups[0]} doses={list.counted} />
        <DoseGroup {...{ onOpen }} name={groups[1]} doses={list.rest} />
        {list.counted.length > 0 ? (
          <p className="text-muted-foreground text-xs">{t("marked")}</p>
        ) : null}
      </div>
    </SheetContent>
  )
}

type GroupProps = {
  name: string
  doses: readonly TimelineDose[]
  onOpen: (doseId: string) => void
}

function DoseGroup({ name, doses, ...each }: GroupProps) {
  const t = useTranslations("adherence.list")
  if (doses.length === 0) return null
  return (
    <section className="grid gap-3">
      <h3 className="font-semibold text-sm">{t("group", { name, n: doses.length })}</h3>
      {[...grouped(doses, ({ state }) => state)].map(([state, given]) => (
        <StateGroup key={state} doses={given} {...each} />
      ))}
    </section>
  )
}

/** Doses of one state, the latest first. */
function StateGroup({ doses, onOpen }: Omit<GroupProps, "name">) {
  const t = useTranslations("adherence.list")
  const words = useDoseWords()
  const [shown, setShown] = useState(FIRST_SHOWN)
  const [first] = doses
  if (!first) return null
  const left = doses.length - shown
  return (
    <section className="grid gap-1">
      <h4 className="flex items-center gap-2 text-muted-foreground text-sm">
        <DoseGlyph state={first.state} decorative />
        {t("state", { state: words.stateAtStart(first.state), n: doses.length })}
      </h4>
      <ul className="grid">
        {doses
          .toReversed()
          .slice(0, shown)
          .map((dose) => (
            <li key={dose.id}>
              <button
                type="button"
                onClick={() => onOpen(dose.id)}
                className="min-h-7 w-full rounded-sm px-2 py-1 text-start text-sm hover:bg-hover"
              >
                {words.sentence(dose)}
              </button>
            </li>
          ))}
      </ul>
      {left > 0 ? (
        <Button
          variant="link"
          className="justify-self-start"
          onClick={() => setShown(doses.length)}
        >
          {t("more", { n: left })}
        </Button>
      ) : null}
    </section>
  )
}
