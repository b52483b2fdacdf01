"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import { setTimeZoneOverride, writeNote } from "./mutations"
import { setTimeZoneOverrideSchema, writeNoteSchema } from "./schema"

const setOverride = staffAction("patients.set_zone", setTimeZoneOverrideSchema, setTimeZoneOverride)
const write = staffAction("notes.write", writeNoteSchema, writeNote)

export async function setTimeZone(input: z.input<typeof setTimeZoneOverrideSchema>) {
  return setOverride(input)
}

export async function addNote(input: z.input<typeof writeNoteSchema>) {
  return write(input)
}
