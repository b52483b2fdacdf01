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
import { RULE_WORDS, worldWords } from "@/lib/connection/words"
import { SECOND_MS } from "@/lib/time"

const COLUMNS: readonly (MatchRule | "none")[] = [...MATCH_RULES, "none"]
const day = new Intl.DateTimeFormat("en", {
  ...{ weekday: "short", day: "numeric", month: "short", timeZone: "UTC" },
})

/** By which rule the replies of each day found their message; rules that matched none are left out. */
export function RulesSection({ rules }: { rules: readonly RuleDay[] }) {
  const sums = sumOf(rules)
  const world = idWorld(sums)
  const shown = COLUMNS.filter((rule) => sums[rule] > 0)
  return (
    <SettingsSection title="How replies are matched" description={worldWords(world)}>
      {rules.length === 0 ? (
        <p className="text-sm">No reply came in the last 14 days.</p>
      ) : (
        <Table label="Replies by matching rule and day">
          <TableHead>
            <TableRow>
              <TableHeader className="pl-0">Day</TableHeader>
              {shown.map((rule) => (
                <TableHeader key={rule} className="text-right">
                  {RULE_WORDS[rule]}
                </TableHeader>
              ))}
              <TableHeader className="pr-0 text-right">Delay, median</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {rules.map((each) => (
              <TableRow key={each.day} className="h-9">
                <TableCell className="whitespace-nowrap pl-0">
                  <time dateTime={each.day}>{day.format(new Date(each.day))}</time>
                </TableCell>
                {shown.map((rule) => (
                  <TableCell key={rule} className="text-right">
                    {each.counts[rule] || <span className="text-muted-foreground">0</span>}
                  </TableCell>
                ))}
                <TableCell className="whitespace-nowrap pr-0 text-right">
                  {delayWords(each.medianDelayMs)}
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

function delayWords(ms: number | null): string {
  if (ms === null) return "–"
  return ms < SECOND_MS ? `${ms} ms` : `${(ms / SECOND_MS).toFixed(1)} s`
}
