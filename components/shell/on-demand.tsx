"use client"

import { useLocale, useTranslations } from "next-intl"
import { type ComponentType, type ReactNode, useEffect, useState } from "react"
import { MoreWords } from "@/components/shell/more-words"
import { ErrorState } from "@/components/ui/error-state"
import { Skeleton, SkeletonNote } from "@/components/ui/skeleton"
import type { Translation } from "@/lib/i18n/catalogue"
import { type Fetched, fetchWords } from "@/lib/i18n/fetched-words"
import type { Language } from "@/lib/i18n/languages"

type Loaded<P> = { Shown: ComponentType<P>; words: Partial<Translation> | null }

/** What is fetched when it is first shown, with words of its own; kept from then on. */
type Part<P> = {
  known: Map<Language, Loaded<P>>
  fetch: (language: Language) => Promise<Loaded<P>>
}

/** `says`: the words that come with the code and not with each page. */
export function partOf<P extends object>(
  load: () => Promise<ComponentType<P>>,
  says: readonly Fetched[] = [],
): Part<P> {
  const known = new Map<Language, Loaded<P>>()
  const fetch = async (language: Language) => {
    const had = known.get(language)
    if (had) return had
    const words = says.length > 0 ? await fetchWords(language, says) : null
    const loaded = { Shown: await load(), words }
    known.set(language, loaded)
    return loaded
  }
  return { known, fetch }
}

type OnDemandProps<P> = {
  part: Part<P>
  props: P
  /** Stands around what says that the part is on its way, or could not be had. */
  frame?: ComponentType<{ isFailed: boolean; children: ReactNode }>
}

/**
 * A part of the screen whose code comes when it is first shown, so that pages begin light. A fetch
 * that fails says so in its place and is tried again at a press.
 */
export function OnDemand<P extends object>({
  part,
  props,
  frame: Frame = Plain,
}: OnDemandProps<P>) {
  const language = useLocale()
  const [held, setHeld] = useState(() => heldAtFirst(part, language))
  // One part may take the place of another, as what was sent does of what sent it.
  const isOther = held.part !== part
  if (isOther) setHeld(heldAtFirst(part, language))
  const { loaded, isFailed } = held
  // What is typed in it stays while its words in another language are on their way.
  const isInOther = held.language !== language
  useEffect(() => {
    if (!isInOther && (loaded || isFailed)) return
    let isOver = false
    part.fetch(language).then(
      (found) => !isOver && setHeld({ part, language, loaded: found, isFailed: false }),
      () => !isOver && setHeld({ part, language, loaded, isFailed: true }),
    )
    return () => {
      isOver = true
    }
  }, [part, language, isInOther, loaded, isFailed])
  if (!loaded || isOther) {
    const again = () => setHeld({ part, language, loaded: null, isFailed: false })
    return <Frame isFailed={isFailed}>{isFailed ? <NotHad onRetry={again} /> : <OnItsWay />}</Frame>
  }
  const { Shown, words } = loaded
  const shown = <Shown {...props} />
  return words ? <MoreWords words={words}>{shown}</MoreWords> : shown
}

function heldAtFirst<P>(part: Part<P>, language: Language) {
  return { part, language, loaded: part.known.get(language) ?? null, isFailed: false }
}

/** For what opens a part: it is fetched on the way there, so that the focus finds it in place. */
export function usePrepared<P extends object>(part: Part<P>) {
  const language = useLocale()
  const prepare = () => {
    // Whoever opens it is told if it cannot be had.
    part.fetch(language).catch(() => {})
  }
  return { onPointerEnter: prepare, onFocus: prepare }
}

const Plain = ({ children }: { children: ReactNode }) => children

function OnItsWay() {
  const t = useTranslations("ui.onDemand")
  return (
    <div>
      <SkeletonNote>{t("loading")}</SkeletonNote>
      <Skeleton className="h-40 rounded-md" />
    </div>
  )
}

function NotHad({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("ui.onDemand")
  return (
    <ErrorState as="p" title={t("failed")} onRetry={onRetry}>
      {t("failedWhy")}
    </ErrorState>
  )
}
