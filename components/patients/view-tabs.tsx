"use client"

import { BookmarkPlus, Ellipsis, Star } from "lucide-react"
import { useTranslations } from "next-intl"
import { type ReactNode, useEffect, useRef, useState } from "react"
import { NameView } from "@/components/patients/name-view"
import type { useViews } from "@/components/patients/use-views"
import { Button } from "@/components/ui/button"
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu"
import { newId } from "@/lib/id"
import { EVERYBODY, isSameQuery, type ListQuery, ME } from "@/lib/patients/listing"
import type { SavedView } from "@/lib/views/view"

/** Views that everybody has, in the order in which they stand before a person's own. */
const GIVEN = [
  { key: "all", query: EVERYBODY },
  { key: "attention", query: { ...EVERYBODY, attention: true } },
  { key: "unread", query: { ...EVERYBODY, flag: ["unread"] } },
  { key: "mine", query: { ...EVERYBODY, assignee: [ME] } },
] as const satisfies readonly { key: string; query: ListQuery }[]

type ViewTabsProps = {
  query: ListQuery
  kept: ReturnType<typeof useViews>
  onChoose: (query: ListQuery) => void
}

/** One press for a whole view: everybody's few, then the person's own, which are saved here. */
export function ViewTabs({ query, kept, onChoose }: ViewTabsProps) {
  const t = useTranslations("patients.views")
  const [lastId, setLastId] = useState<string | null>(null)
  const [savedId, setSavedId] = useState<string | null>(null)
  const own = kept.views.find((view) => isSameQuery(view.query, query))
  const isGiven = GIVEN.some((view) => isSameQuery(view.query, query))
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 print:hidden">
      <fieldset data-views className="flex min-w-0 max-w-full gap-1 overflow-x-auto p-0.5">
        <legend className="sr-only">{t("legend")}</legend>
        {GIVEN.map((view) => (
          <Tab
            key={view.key}
            isCurrent={!own && isSameQuery(view.query, query)}
            onChoose={() => onChoose(view.query)}
          >
            {t(`given.${view.key}`)}
          </Tab>
        ))}
        {kept.views.map((view) => (
          <Tab
            key={view.id}
            isCurrent={view === own}
            onChoose={() => {
              setLastId(view.id)
              onChoose(view.query)
            }}
          >
            {view.isDefault ? <Star aria-label={t("isDefault")} className="fill-current" /> : null}
            <bdi>{view.name}</bdi>
          </Tab>
        ))}
      </fieldset>
      {own ? (
        <ViewMenu view={own} kept={kept} onShow={onChoose} takesFocus={own.id === savedId} />
      ) : isGiven ? null : (
        <SaveView
          query={query}
          kept={kept}
          onSaved={setSavedId}
          last={kept.views.find(({ id }) => id === lastId) ?? null}
        />
      )}
    </div>
  )
}

type SaveViewProps = {
  query: ListQuery
  kept: ViewTabsProps["kept"]
  onSaved: (viewId: string) => void
  /** The view that was opened last, which may be what was narrowed on from. */
  last: SavedView | null
}

/** Keeps what is shown under a name, or in the view that it came from. */
function SaveView({ query, kept, last, onSaved }: SaveViewProps) {
  const t = useTranslations("patients.views")
  const [isSaving, setSaving] = useState<string | null>(null)
  return (
    <>
      <Button variant="ghost" onClick={() => setSaving(newId())}>
        <BookmarkPlus aria-hidden />
        {t("save")}
      </Button>
      {last ? (
        <Button variant="ghost" pending={kept.pending} onClick={() => kept.renew(last, query)}>
          {t("renew", { name: last.name })}
        </Button>
      ) : null}
      {isSaving ? (
        <NameView
          title={t("saveTitle")}
          action={t("save")}
          name=""
          onClose={() => setSaving(null)}
          onName={async (name) => {
            const problem = await kept.save(isSaving, name, query)
            if (problem === null) onSaved(isSaving)
            return problem
          }}
        />
      ) : null}
    </>
  )
}

type TabProps = { isCurrent: boolean; onChoose: () => void; children: ReactNode }

function Tab({ isCurrent, onChoose, children }: TabProps) {
  return (
    <Button
      variant="ghost"
      aria-pressed={isCurrent}
      onClick={onChoose}
      className="text-muted-foreground aria-pressed:bg-hover aria-pressed:text-foreground [&_svg]:size-3"
    >
      {children}
    </Button>
  )
}

type ViewMenuProps = {
  /** Just saved: the button that saved it is gone. */
  takesFocus: boolean
  view: SavedView
  kept: ViewTabsProps["kept"]
  onShow: ViewTabsProps["onChoose"]
}

/** What can be done with a view of one's own. */
function ViewMenu({ view, kept, onShow, takesFocus }: ViewMenuProps) {
  const t = useTranslations("patients.views")
  const [isNaming, setNaming] = useState(false)
  const isDeleting = useRef(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus) button.current?.focus()
  }, [takesFocus])
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            ref={button}
            variant="ghost"
            size="icon"
            aria-label={t("menu", { name: view.name })}
          >
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent
          align="start"
          onCloseAutoFocus={(event) => {
            if (!isDeleting.current) return
            event.preventDefault()
            document.querySelector<HTMLElement>("[data-views] button")?.focus()
          }}
        >
          <DropdownMenuItem
            onSelect={() => {
              // What is shown stays, though its address may have meant the default.
              onShow(view.query)
              kept.setDefault(view, !view.isDefault)
            }}
          >
            {t(view.isDefault ? "dropDefault" : "makeDefault")}
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => setNaming(true)}>{t("rename")}</DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuItem
            destructive
            onSelect={() => {
              isDeleting.current = true
              kept.remove(view)
              onShow(EVERYBODY)
            }}
          >
            {t("delete")}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {isNaming ? (
        <NameView
          title={t("renameTitle")}
          action={t("rename")}
          name={view.name}
          onClose={() => setNaming(false)}
          onName={(name) => kept.rename(view.id, name)}
        />
      ) : null}
    </>
  )
}
