"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import type { Chosen } from "@/components/review/patient-choice"
import type { Meaning } from "@/lib/replies/given-events"
import { effectOfGiving } from "@/lib/review/effect"
import type { ReviewReply } from "@/lib/review/item"
import { dosesQuery } from "@/lib/review/query-options"
import { likelyDoses } from "@/lib/review/suggest"

export type Missing = "patient" | "doses" | "meaning" | null

type First = {
  patient: Chosen | null
  meaning: Meaning | null
  /** Null: those that the evidence speaks for. */
  doseIds: string[] | null
}

/** Whose reply it is, which doses it is about, what it says of them, and what that changes. */
export function useGiving(reply: ReviewReply, first: First) {
  const [patient, setPatient] = useState<Chosen | null>(first.patient)
  const [picked, setPicked] = useState<string[] | null>(first.doseIds)
  const [meaning, setMeaning] = useState<Meaning | null>(first.meaning)
  const [missing, setMissing] = useState<Missing>(null)
  const doses = useQuery({
    ...dosesQuery(reply.item.id, patient?.id ?? ""),
    enabled: patient !== null,
  })
  const doseIds = picked ?? likelyDoses(doses.data?.doses ?? []).map(({ id }) => id)
  const choose = {
    patient: (next: Chosen) => {
      setPatient(next)
      setPicked(next.id === first.patient?.id ? first.doseIds : null)
      setMissing(null)
    },
    doses: (ids: string[]) => {
      setPicked(ids)
      setMissing(null)
    },
    meaning: (next: Meaning) => {
      setMeaning(next)
      setMissing(null)
    },
  }
  /** What is chosen, or null and the question that is still open. */
  const complete = () => {
    const open = !patient ? "patient" : doseIds.length === 0 ? "doses" : !meaning ? "meaning" : null
    setMissing(open)
    return patient && meaning && open === null ? { patient, doseIds, meaning } : null
  }
  const { data } = doses
  const effects =
    data && meaning && doseIds.length > 0
      ? effectOfGiving(givenReply(reply), { doseIds, meaning }, data.calendar, data.now)
      : null
  return { patient, doses, doseIds, meaning, missing, effects, choose, complete }
}

export type Giving = ReturnType<typeof useGiving>

export function givenReply({ item, intent, eventAt, receivedAt }: ReviewReply) {
  return { id: item.id, intent, eventAt, receivedAt }
}
