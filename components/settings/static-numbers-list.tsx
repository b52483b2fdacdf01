import { EnterNumber, RemoveNumber } from "@/components/settings/static-number-forms"
import { Badge } from "@/components/ui/badge"
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table"
import { Time } from "@/components/ui/time"
import {
  type CountryLine,
  type CountryStanding,
  type LearntNumber,
  standingSentence,
} from "@/lib/static-numbers/standing"

type StaticNumbersListProps = { lines: CountryLine[]; withoutPhone: number; zone: string }

/** The countries that matter here, and below them what else BioT lists. */
export function StaticNumbersList({ lines, withoutPhone, zone }: StaticNumbersListProps) {
  const used = lines.filter(({ standing }) => standing !== "unused")
  const unused = lines.filter(({ standing }) => standing === "unused")
  const [first, ...others] = unused.map(({ code, name }) => ({ code, name }))
  const isFirst = lines.every(({ entered }) => entered === null)
  return (
    <div className="grid gap-8">
      <section className="grid gap-2">
        <h2 className="font-semibold text-base">Your countries</h2>
        <p className="max-w-3xl text-muted-foreground text-sm">
          Patients answer to BioT’s local number of their country. BioT has no way to tell the
          portal which numbers are yours: enter those that its support gave you. What is known from
          replies appears by itself.
        </p>
        {used.length > 0 ? (
          <>
            <CountryTable lines={used} zone={zone} isFirst={isFirst} />
            <CountryCards lines={used} zone={zone} isFirst={isFirst} />
          </>
        ) : (
          <p className="text-sm">No patient has a phone number yet, and no number was entered.</p>
        )}
        {first ? (
          <EnterNumber
            countries={[first, ...others]}
            entered={null}
            suggested={null}
            isFirst={isFirst}
          />
        ) : null}
        {withoutPhone > 0 ? (
          <p className="text-muted-foreground text-sm">
            {withoutPhone === 1 ? "1 patient has" : `${withoutPhone} patients have`} no phone number
            in BioT and {withoutPhone === 1 ? "is" : "are"} counted in no country.
          </p>
        ) : null}
      </section>
      <section className="grid gap-2">
        <h2 className="font-semibold text-base">Other countries that BioT lists</h2>
        <p className="max-w-3xl text-muted-foreground text-sm">
          From BioT’s article on SMS, as it stood at the time of writing: texts can be sent to every
          country, and replies received from these. For a country that is not listed, ask BioT’s
          support to assign a number.
        </p>
        <ul className="columns-2 gap-x-6 text-sm sm:columns-3 lg:columns-5">
          {unused.map(({ code, name, caveat }) => (
            <li key={code} className="break-inside-avoid py-0.5">
              {name}
              {caveat ? <span className="text-muted-foreground"> ({caveat})</span> : null}
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

const LABELS: Record<
  CountryStanding,
  { label: string; variant: "warning" | "outline" | "neutral" }
> = {
  mismatch: { label: "Mismatch", variant: "warning" },
  missing: { label: "No number known", variant: "warning" },
  unlisted: { label: "Cannot reply", variant: "warning" },
  learnt: { label: "Not entered", variant: "outline" },
  entered: { label: "Entered", variant: "neutral" },
  confirmed: { label: "Confirmed", variant: "neutral" },
  unused: { label: "Unused", variant: "neutral" },
}

type LinesProps = { lines: CountryLine[]; zone: string; isFirst: boolean }

function CountryTable({ lines, ...shared }: LinesProps) {
  return (
    <Table label="Your countries" containerClassName="max-md:hidden">
      <TableHead>
        <TableRow>
          <TableHeader className="pl-0">Country</TableHeader>
          <TableHeader className="text-right">Patients</TableHeader>
          <TableHeader>Entered number</TableHeader>
          <TableHeader>Replies came to</TableHeader>
          <TableHeader>Standing</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.code} className="align-top">
            <TableCell className="pl-0 font-medium">
              {line.name}
              {line.caveat ? (
                <span className="block font-normal text-muted-foreground text-xs">
                  {line.caveat}
                </span>
              ) : null}
            </TableCell>
            <TableCell className="text-right">{line.patients}</TableCell>
            <TableCell>
              <Entered line={line} {...shared} />
            </TableCell>
            <TableCell>
              <Learnt numbers={line.learnt} zone={shared.zone} />
            </TableCell>
            <TableCell className="min-w-56 max-w-96">
              <Standing line={line} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/** The same at phone width. */
function CountryCards({ lines, ...shared }: LinesProps) {
  return (
    <ul aria-label="Your countries" className="-mx-4 divide-y border-y md:hidden">
      {lines.map((line) => (
        <li key={line.code} className="grid gap-2 px-4 py-3 text-sm">
          <p className="flex items-baseline justify-between gap-3">
            <span className="font-medium">
              {line.name}
              {line.caveat ? (
                <span className="font-normal text-muted-foreground"> ({line.caveat})</span>
              ) : null}
            </span>
            <span className="shrink-0 text-muted-foreground">
              {line.patients === 1 ? "1 patient" : `${line.patients} patients`}
            </span>
          </p>
          <Standing line={line} />
          <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-y-1.5">
            <dt className="text-muted-foreground">Entered</dt>
            <dd>
              <Entered line={line} {...shared} />
            </dd>
            <dt className="text-muted-foreground">Replies came to</dt>
            <dd>
              <Learnt numbers={line.learnt} zone={shared.zone} />
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  )
}

function Standing({ line }: { line: CountryLine }) {
  const { label, variant } = LABELS[line.standing]
  return (
    <div>
      <Badge variant={variant}>{label}</Badge>
      <p className="mt-1 whitespace-normal text-muted-foreground text-xs">
        {standingSentence(line)}
      </p>
    </div>
  )
}

type EnteredProps = { line: CountryLine; zone: string; isFirst: boolean }

function Entered({ line, zone, isFirst }: EnteredProps) {
  const { code, name, entered, learnt, isListed } = line
  const country = { code, name }
  return (
    <div className="grid justify-items-start gap-1">
      {entered ? (
        <>
          <span className="whitespace-nowrap tabular-nums">{entered.phone}</span>
          <span className="text-muted-foreground text-xs">
            {entered.by ?? "Entered"}, <Time instant={entered.at} zone={zone} />
          </span>
        </>
      ) : (
        <span className="text-muted-foreground">None</span>
      )}
      {isListed ? (
        <span className="flex gap-3">
          <EnterNumber
            countries={[country]}
            entered={entered?.phone ?? null}
            suggested={learnt[0]?.phone ?? null}
            isFirst={isFirst}
          />
          {entered ? <RemoveNumber country={country} entered={entered.phone} /> : null}
        </span>
      ) : null}
    </div>
  )
}

function Learnt({ numbers, zone }: { numbers: LearntNumber[]; zone: string }) {
  if (numbers.length === 0) return <span className="text-muted-foreground">No reply yet</span>
  return (
    <ul className="grid gap-1.5">
      {numbers.map(({ phone, firstSeenAt, lastSeenAt, replies }) => (
        <li key={phone} className="grid">
          <span className="whitespace-nowrap tabular-nums">{phone}</span>
          <span className="text-muted-foreground text-xs">
            {replies === 1 ? "1 reply" : `${replies} replies`}, last{" "}
            <Time instant={lastSeenAt} zone={zone} />, first{" "}
            <Time instant={firstSeenAt} zone={zone} form="short" />
          </span>
        </li>
      ))}
    </ul>
  )
}
