"use client"

import { useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState, useTransition } from "react"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Select } from "@/components/ui/select"
import { toast } from "@/components/ui/toast-store"
import { setTimeZone } from "@/lib/patients/actions"
import type { TimelinePatient } from "@/lib/patients/timeline"
import { zoneSentences } from "@/lib/patients/zone-words"

/** Where the portal knows better than BioT in which zone a patient lives. */
export function ChangeTimeZone({ patient }: { patient: TimelinePatient }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="link" className="h-auto p-0">
          Change time zone
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Change time zone"
        description="Doses ahead that nobody was reminded of follow it. What is past stays as it is."
      >
        <ZoneForm patient={patient} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

function ZoneForm({ patient, onDone }: { patient: TimelinePatient; onDone: () => void }) {
  const client = useQueryClient()
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  // As it stood when the form opened: a live update meanwhile must not hide that it changed.
  const [{ id: patientId, zone, zoneOverride: seen }] = useState(patient)
  const names = [...new Set([zone, ...Intl.supportedValuesOf("timeZone")])].sort()

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const chosen = String(new FormData(event.currentTarget).get("zone"))
    startTransition(async () => {
      const result = await setTimeZone({ patientId, timeZone: chosen || null, seen })
      setError(result.ok ? null : result.error.sentence)
      if (!result.ok) return
      await client.invalidateQueries({ queryKey: ["patient", patientId] })
      const said = zoneSentences(result.value)
      toast("Time zone saved", said ? { description: said } : {})
      onDone()
    })
  }

  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <Field
        label="Time zone"
        hint="BioT does not learn of it, and nothing that comes from BioT changes it."
        error={error}
      >
        {(control) => (
          <Select {...control} name="zone" defaultValue={seen ?? ""} className="w-full">
            <option value="">As BioT says{seen === null ? `: ${zone}` : ""}</option>
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          Save time zone
        </Button>
      </div>
    </form>
  )
}
