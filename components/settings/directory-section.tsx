import { SettingsSection } from "@/components/settings/settings-section"
import { Time } from "@/components/ui/time"
import type { DirectoryProgress, DirectorySync } from "@/lib/directory/queries"

type Props = { directory: DirectoryProgress; zone: string }

const count = new Intl.NumberFormat("en")

/** How far the copy of BioT's people is, live while a pull runs. */
export function DirectorySection({ directory, zone }: Props) {
  const { complete, recent, people } = directory
  return (
    <SettingsSection
      title="People from BioT"
      description="Changes are read every two minutes and everybody once a day; what BioT tells at once is there at once."
    >
      <p className="text-sm">
        {count.format(people.patients)} patients, {count.format(people.caregivers)} caregivers,{" "}
        {count.format(people.organizationUsers)} organization users
      </p>
      <ul className="grid gap-3 text-sm">
        <Pull title="Everybody" pull={complete} zone={zone} total={totalOf(people)} />
        <Pull title="Changes" pull={recent} zone={zone} total={null} />
      </ul>
    </SettingsSection>
  )
}

const totalOf = (people: DirectoryProgress["people"]) =>
  people.patients + people.caregivers + people.organizationUsers

type PullProps = {
  title: string
  pull: DirectorySync | null
  zone: string
  /** How many people there were at the last look; null where only some are read. */
  total: number | null
}

function Pull({ title, pull, zone, total }: PullProps) {
  if (!pull) {
    return (
      <li>
        <span className="font-medium">{title}</span>: not read yet
      </li>
    )
  }
  const isRunning = pull.state === "running"
  return (
    <li className="grid gap-1">
      <p>
        <span className="font-medium">{title}</span>: {STATES[pull.state]}{" "}
        <Time instant={pull.finishedAt ?? pull.startedAt} zone={zone} />
        {pull.error ? ` (${pull.error})` : null}
      </p>
      {isRunning && total ? (
        <progress
          aria-label={`${title}: people read`}
          value={Math.min(pull.seen, total)}
          max={total}
          className="h-1.5 w-full accent-primary"
        />
      ) : null}
      <p className="text-muted-foreground">{countsOf(pull)}</p>
    </li>
  )
}

const STATES: Record<DirectorySync["state"], string> = {
  running: "being read since",
  done: "read",
  failed: "failed",
  interrupted: "interrupted; began",
}

function countsOf({ seen, changed, removed, unreadable }: DirectorySync): string {
  const parts = [`${count.format(seen)} read`, `${count.format(changed)} changed`]
  if (removed > 0) parts.push(`${count.format(removed)} no longer in BioT`)
  if (unreadable > 0) parts.push(`${count.format(unreadable)} could not be read`)
  return parts.join(", ")
}
