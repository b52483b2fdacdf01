import { useLocale, useTranslations } from "next-intl"
import { SettingsSection } from "@/components/settings/settings-section"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { MATCH_RULES, type MatchRule } from "@/db/enums"
import { idWorld, type RuleCounts } from "@/lib/connection/id-world"
import type { RuleDay } from "@/lib/connection/rule-days"
import { SECOND_MS } from "@/lib/time"

const COLUMNS: readonly (MatchRule | "none")[] = [...MATCH_RULES, "none"]

/** By which rule the replies of each day found their message; rules that matched none are left out. */
export function RulesSection({ rules }: { rules: readonly RuleDay[] }) {
  const t = useTranslations("settings.connection.rules")
  const day = new Intl.DateTimeFormat(useLocale(), {
    ...{ weekday: "short", day: "numeric", month: "short", timeZone: "UTC" },
  })
  const sums = sumOf(rules)
  const world = idWorld(sums)
  const shown = COLUMNS.filter((rule) => sums[rule] > 0)
  return (
    <SettingsSection title={t("title")} description={t(`world.${world ?? "unknown"}`)}>
      {rules.length === 0 ? (
        <p className="text-sm">{t("none")}</p>
      ) : (
        <Table label={t("list")}>
          <TableHead>
            <TableRow>
              <TableHeader className="ps-0">{t("day")}</TableHeader>
              {shown.map((rule) => (
                <TableHeader key={rule} className="text-end">
                  {t(`rule.${rule}`)}
                </TableHeader>
              ))}
              <TableHeader className="pe-0 text-end">{t("delay")}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {rules.map((each) => (
              <TableRow key={each.day} className="h-9">
                <TableCell className="whitespace-nowrap ps-0">
                  <time dateTime={each.day}>{day.format(new Date(each.day))}</time>
                </TableCell>
                {shown.map((rule) => (
                  <TableCell key={rule} className="text-end">
                    {each.counts[rule] || <span className="text-muted-foreground">0</span>}
                  </TableCell>
                ))}
                <TableCell className="whitespace-nowrap pe-0 text-end">
                  <Delay ms={each.medianDelayMs} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </SettingsSection>
  )
}

function sumOf(rules: readonly RuleDay[]): RuleCounts {
  const sum = (rule: keyof RuleCounts) => rules.reduce((n, { counts }) => n + counts[rule], 0)
  return Object.fromEntries(COLUMNS.map((rule) => [rule, sum(rule)])) as RuleCounts
}

function Delay({ ms }: { ms: number | null }) {
  const t = useTranslations("settings.connection.rules")
  if (ms === null) return "–"
  return ms < SECOND_MS ? t("ms", { n: ms }) : t("s", { n: ms / SECOND_MS })
}
