import { useTranslations } from "next-intl"
import { SettingsSection } from "@/components/settings/settings-section"
import { Time } from "@/components/ui/time"
import type { DirectoryProgress, DirectorySync } from "@/lib/directory/queries"

type Props = { directory: DirectoryProgress; zone: string }

/** How far the copy of BioT's people is, live while a pull runs. */
export function DirectorySection({ directory, zone }: Props) {
  const t = useTranslations("settings.connection.directory")
  const { complete, recent, people } = directory
  const { patients, caregivers, organizationUsers: users } = people
  return (
    <SettingsSection title={t("title")} description={t("about")}>
      <p className="text-sm">{t("counts", { patients, caregivers, users })}</p>
      <ul className="grid gap-3 text-sm">
        <Pull kind="complete" pull={complete} zone={zone} total={patients + caregivers + users} />
        <Pull kind="recent" pull={recent} zone={zone} total={null} />
      </ul>
    </SettingsSection>
  )
}

type PullProps = {
  kind: DirectorySync["kind"]
  pull: DirectorySync | null
  zone: string
  /** How many people there were at the last look; null where only some are read. */
  total: number | null
}

function Pull({ kind, pull, zone, total }: PullProps) {
  const t = useTranslations("settings.connection.directory")
  const name = () => <span className="font-medium">{t(kind)}</span>
  if (!pull) return <li>{t.rich("notYet", { name })}</li>
  const at = pull.finishedAt ?? pull.startedAt
  return (
    <li className="grid gap-1">
      <p>
        {t.rich(pull.state, { name, time: () => <Time instant={at} zone={zone} /> })}
        {pull.error ? (
          <>
            {" "}
            (<bdi>{pull.error}</bdi>)
          </>
        ) : null}
      </p>
      {pull.state === "running" && total ? (
        <progress
          aria-label={t(`${kind}Progress`)}
          value={Math.min(pull.seen, total)}
          max={total}
          className="h-1.5 w-full accent-primary"
        />
      ) : null}
      <Counts pull={pull} />
    </li>
  )
}

function Counts({ pull }: { pull: DirectorySync }) {
  const t = useTranslations("settings.connection.directory")
  const { seen, changed, removed, unreadable } = pull
  const parts = [t("seen", { n: seen }), t("changed", { n: changed })]
  if (removed > 0) parts.push(t("removed", { n: removed }))
  if (unreadable > 0) parts.push(t("unreadable", { n: unreadable }))
  return <p className="text-muted-foreground">{parts.join(", ")}</p>
}
