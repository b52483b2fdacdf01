"use client"

import { useCallback, useLayoutEffect, useRef, useState } from "react"
import { replaceAllInAddress } from "@/components/patients/address"
import { addressParams, type PatientAddress } from "@/components/patients/patient-address"

/**
 * What of the page is open and chosen, and how to change it; a reload shows the same, and a link to
 * the same page, such as one from what needs attention, opens what it asks for.
 */
export function usePatientAddress(asked: PatientAddress) {
  const [address, setAddress] = useState(asked)
  const [followed, setFollowed] = useState(asked)
  if (JSON.stringify(asked) !== JSON.stringify(followed)) {
    setFollowed(asked)
    setAddress(asked)
  }
  const latest = useRef(address)
  useLayoutEffect(() => {
    latest.current = address
  }, [address])
  // The same for as long as the page stands: what opens beside a year of doses must not have all of
  // them drawn again.
  const change = useCallback((fields: Partial<PatientAddress>) => {
    latest.current = { ...latest.current, ...fields }
    setAddress(latest.current)
    replaceAllInAddress(addressParams(latest.current))
  }, [])
  return { address, change }
}

export type ChangeAddress = ReturnType<typeof usePatientAddress>["change"]
