import type { Translation } from "../catalogue"
import adherence from "./adherence.json"
import batches from "./batches.json"
import composer from "./composer.json"
import consent from "./consent.json"
import conversation from "./conversation.json"
import doses from "./doses.json"
import errors from "./errors.json"
import evidence from "./evidence.json"
import fatal from "./fatal.json"
import files from "./files.json"
import live from "./live.json"
import medications from "./medications.json"
import messages from "./messages.json"
import palette from "./palette.json"
import patients from "./patients.json"
import reports from "./reports.json"
import review from "./review.json"
import settings from "./settings.json"
import shell from "./shell.json"
import signIn from "./sign-in.json"
import tasks from "./tasks.json"
import today from "./today.json"
import ui from "./ui.json"

export const de: Translation = {
  adherence,
  batches,
  composer,
  conversation,
  consent,
  doses,
  errors,
  evidence,
  fatal,
  files,
  live,
  medications,
  messages,
  palette,
  patients,
  reports,
  review,
  settings,
  shell,
  signIn,
  tasks,
  today,
  ui,
}
