import { Search } from "lucide-react"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { PATIENT_FILTERS, type PatientFilter, type PatientSort } from "@/lib/patients/listing"

type Listing = { sort: PatientSort; filter: PatientFilter; q: string }
type PatientsFiltersProps = { listing: Listing; onChange: (next: Partial<Listing>) => void }

const FILTER_WORDS: Record<PatientFilter, string> = {
  all: "All",
  attention: "Needs attention",
  opted_out: "Opted out",
  cannot_reply: "Cannot reply",
}

export function PatientsFilters({ listing, onChange }: PatientsFiltersProps) {
  return (
    <search className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="relative w-full sm:w-72">
        <Search
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 size-4 text-muted-foreground"
        />
        <Input
          type="search"
          aria-label="Search by name or phone"
          placeholder="Name or phone"
          autoComplete="off"
          spellCheck={false}
          value={listing.q}
          onChange={(event) => onChange({ q: event.target.value })}
          className="pl-8"
        />
      </div>
      <fieldset className="flex gap-1">
        <legend className="sr-only">Show</legend>
        {PATIENT_FILTERS.map((filter) => (
          <Button
            key={filter}
            variant="ghost"
            aria-pressed={filter === listing.filter}
            onClick={() => onChange({ filter })}
            className="text-muted-foreground aria-pressed:bg-hover aria-pressed:text-foreground"
          >
            {FILTER_WORDS[filter]}
          </Button>
        ))}
      </fieldset>
      <Select
        aria-label="Sort by"
        value={listing.sort}
        onChange={(event) => onChange({ sort: event.target.value === "name" ? "name" : "need" })}
        className="sm:ml-auto"
      >
        <option value="need">Most urgent first</option>
        <option value="name">By last name</option>
      </Select>
    </search>
  )
}
