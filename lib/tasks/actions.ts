"use server"

import type { z } from "zod"
import { staffAction } from "@/lib/auth/action"
import type { StaffContext } from "@/lib/auth/context"
import { takenInstant } from "@/lib/doses/taken-time"
import { closeTask as close, openTask as open, takeTask as take } from "./mutations"
import { assignTask as assign, changeTaskDue as changeDue } from "./plan-mutations"
import {
  acknowledgeTask as acknowledge,
  addTaskNote as addNote,
  closeSafetyTask as closeSafety,
} from "./safety-mutations"
import {
  type AcknowledgeTask,
  type AddTaskNote,
  type AssignTask,
  acknowledgeTaskSchema,
  addTaskNoteSchema,
  assignTaskSchema,
  type ChangeTaskDue,
  type CloseSafetyTask,
  changeTaskDueSchema,
  closeSafetyTaskSchema,
  type OpenTask,
  openTaskSchema,
  type SettleTask,
  settleTaskSchema,
  type TakeTask,
  takeTaskSchema,
} from "./schema"

function settle(ctx: StaffContext, { takenOn, ...task }: z.output<typeof settleTaskSchema>) {
  return close(ctx, { ...task, takenAt: takenOn ? takenInstant(takenOn) : null })
}

const runTake = staffAction("tasks.handle", takeTaskSchema, take)
const runClose = staffAction("tasks.handle", settleTaskSchema, settle)
const runOpen = staffAction("tasks.handle", openTaskSchema, open)
const runAssign = staffAction("tasks.handle", assignTaskSchema, assign)
const runChangeDue = staffAction("tasks.handle", changeTaskDueSchema, changeDue)
const runAcknowledge = staffAction("tasks.handle", acknowledgeTaskSchema, acknowledge)
const runAddNote = staffAction("tasks.handle", addTaskNoteSchema, addNote)
const runCloseSafety = staffAction("tasks.handle", closeSafetyTaskSchema, closeSafety)

export async function takeTask(input: TakeTask) {
  return runTake(input)
}

export async function closeTask(input: SettleTask) {
  return runClose(input)
}

export async function openTask(input: OpenTask) {
  return runOpen(input)
}

export async function assignTask(input: AssignTask) {
  return runAssign(input)
}

export async function changeTaskDue(input: ChangeTaskDue) {
  return runChangeDue(input)
}

export async function acknowledgeTask(input: AcknowledgeTask) {
  return runAcknowledge(input)
}

export async function addTaskNote(input: AddTaskNote) {
  return runAddNote(input)
}

export async function closeSafetyTask(input: CloseSafetyTask) {
  return runCloseSafety(input)
}
