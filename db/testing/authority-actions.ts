import type { ActionExpectation } from "./authority-expectations"
import { PATIENT_ACTIONS } from "./authority-patient-actions"
import { REPLY_ACTIONS } from "./authority-reply-actions"
import { SENDING_ACTIONS } from "./authority-sending-actions"
import { SETTINGS_ACTIONS } from "./authority-settings-actions"

/** Every export of a 'use server' file. Source: design 6-security, Who may do what. */
export const ACTIONS: Record<string, ActionExpectation> = {
  ...PATIENT_ACTIONS,
  ...REPLY_ACTIONS,
  ...SENDING_ACTIONS,
  ...SETTINGS_ACTIONS,
}
