"use client"

import { Command, CommandInput, CommandList } from "cmdk"
import { Search, UserRound, X } from "lucide-react"
import type { Route } from "next"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { Dialog } from "radix-ui"
import { useState } from "react"
import { matchesQuery } from "@/components/palette/matches"
import { PaletteGroup, PaletteItem, PatientItem } from "@/components/palette/palette-items"
import { PaletteKeys } from "@/components/palette/palette-keys"
import type { PaletteProps, RecentPatient } from "@/components/palette/palette-provider"
import {
  type PaletteCommand,
  useActionCommands,
  usePageCommands,
} from "@/components/palette/use-commands"
import { usePatientSearch } from "@/components/palette/use-patient-search"
import { Button } from "@/components/ui/button"
import { overlayClass } from "@/components/ui/dialog"
import { usePersonName } from "@/components/ui/person-name"
import { useReturnFocus } from "@/components/ui/use-return-focus"

type Props = PaletteProps & {
  recent: RecentPatient[]
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** At phone width the whole screen, else a pane below the top bar. */
const panelClass =
  "fixed inset-0 z-50 flex flex-col bg-surface outline-none data-[state=open]:animate-rise sm:inset-x-0 sm:top-[12dvh] sm:bottom-auto sm:mx-auto sm:max-h-[70dvh] sm:w-full sm:max-w-xl sm:rounded-lg sm:shadow-floating forced-colors:border print:hidden"

/** To any patient, any page and what can be done from anywhere, by typing. */
export function Palette({ isOpen, onOpenChange, ...props }: Props) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={overlayClass} />
        <Panel {...props} onClose={() => onOpenChange(false)} />
      </Dialog.Portal>
    </Dialog.Root>
  )
}

type PanelProps = Omit<Props, "isOpen" | "onOpenChange"> & { onClose: () => void }

function Panel({ tabs, role, signOut, recent, onClose }: PanelProps) {
  const t = useTranslations("palette")
  const returnFocus = useReturnFocus()
  const [query, setQuery] = useState("")
  const [view, setView] = useState<"search" | "keys" | "search again">("search")
  const pages = usePageCommands(tabs)
  const actions = useActionCommands({ role, signOut, onKeys: () => setView("keys") })
  const run = (command: PaletteCommand) => {
    if (command.id !== "keys") onClose()
    command.run()
  }
  return (
    <Dialog.Content aria-describedby={undefined} className={panelClass} {...returnFocus}>
      <Dialog.Title className="sr-only">{t("title")}</Dialog.Title>
      {view === "keys" ? (
        <PaletteKeys onBack={() => setView("search again")} />
      ) : (
        <Command
          label={t("title")}
          shouldFilter={false}
          loop
          vimBindings={false}
          className="flex min-h-0 flex-1 flex-col"
        >
          <div className="flex items-center gap-2.5 border-b px-3.5">
            <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <CommandInput
              // On opening the dialog gives the focus, and remembers where it was.
              autoFocus={view === "search again"}
              value={query}
              onValueChange={setQuery}
              maxLength={100}
              placeholder={t("placeholder")}
              className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-hidden"
            />
            <Dialog.Close asChild>
              <Button variant="ghost" size="icon" aria-label={t("close")} className="-me-2">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </div>
          <Results {...{ query, recent, pages, actions, run, onClose }} />
        </Command>
      )}
    </Dialog.Content>
  )
}

type ResultsProps = Pick<PanelProps, "recent" | "onClose"> & {
  query: string
  pages: PaletteCommand[]
  actions: PaletteCommand[]
  run: (command: PaletteCommand) => void
}

function Results({ query, recent, pages, actions, run, onClose }: ResultsProps) {
  const t = useTranslations("palette")
  const router = useRouter()
  const search = usePatientSearch(query)
  const openPatient = (id: string) => {
    onClose()
    router.push(`/patients/${id}` as Route)
  }
  const found = ({ label }: PaletteCommand) => matchesQuery(label, query)
  const groups = [
    { heading: t("pages"), commands: pages.filter(found) },
    { heading: t("actions"), commands: actions.filter(found) },
  ].filter(({ commands }) => commands.length > 0)
  const isEmpty = groups.length === 0 && search.rows.length === 0
  return (
    <>
      <CommandList
        label={t("results")}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-1.5 py-1"
      >
        {query.trim() === "" ? <Recent recent={recent} onOpen={openPatient} /> : null}
        {search.rows.length > 0 ? (
          <PaletteGroup heading={t("patients")}>
            {search.rows.map((row) => (
              <PatientItem key={row.id} row={row} onSelect={() => openPatient(row.id)} />
            ))}
          </PaletteGroup>
        ) : null}
        {groups.map((group) => (
          <Commands key={group.heading} {...group} run={run} />
        ))}
      </CommandList>
      <SearchNotes {...search} query={query} isEmpty={isEmpty} />
    </>
  )
}

type RecentProps = { recent: RecentPatient[]; onOpen: (id: string) => void }

function Recent({ recent, onOpen }: RecentProps) {
  const t = useTranslations("palette")
  const nameOf = usePersonName()
  if (recent.length === 0) return null
  return (
    <PaletteGroup heading={t("recent")}>
      {recent.map(({ id, name }) => (
        <PaletteItem
          key={id}
          value={`recent ${id}`}
          icon={<UserRound aria-hidden />}
          onSelect={() => onOpen(id)}
        >
          <bdi className="min-w-0 truncate">{nameOf(name)}</bdi>
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}

type CommandsProps = Pick<ResultsProps, "run"> & { heading: string; commands: PaletteCommand[] }

function Commands({ heading, commands, run }: CommandsProps) {
  return (
    <PaletteGroup heading={heading}>
      {commands.map((command) => (
        <PaletteItem
          key={command.id}
          value={command.id}
          icon={command.icon}
          onSelect={() => run(command)}
        >
          <span className="min-w-0 truncate">{command.label}</span>
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}

type NotesProps = ReturnType<typeof usePatientSearch> & { query: string; isEmpty: boolean }

/** How the search stands; what was found is also told to who cannot see it, once typing rests. */
function SearchNotes({ rows, isMore, isPending, isFailed, isAsked, query, isEmpty }: NotesProps) {
  const t = useTranslations("palette")
  const isNothing = isEmpty && !isPending && !isFailed
  return (
    <>
      {isNothing ? (
        <div className="px-4 pt-2 pb-5 text-center text-sm">
          <p className="break-words font-medium">{t("none", { query: query.trim() })}</p>
          <p className="text-muted-foreground">{t("noneWhy")}</p>
        </div>
      ) : null}
      {isFailed ? (
        <p role="alert" className="px-4 py-3 text-danger text-sm">
          {t("failed")}
        </p>
      ) : null}
      {isPending || isMore ? (
        <p aria-hidden={isPending} className="px-4 py-2 text-muted-foreground text-xs">
          {isPending ? t("searching") : t("more")}
        </p>
      ) : null}
      <p role="status" className="sr-only">
        {isAsked && !isPending && !isFailed ? t("found", { n: rows.length }) : ""}
      </p>
    </>
  )
}
