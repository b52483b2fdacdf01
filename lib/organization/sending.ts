import type { SendingSettings } from "@/lib/messages/sending-settings"
import { resolveWindows, type Windows } from "@/lib/regimens/schedule"

/** What an admin decides about sending; nothing of it is left open. */
export type SendingChoices = Omit<SendingSettings, "windows"> & { windows: Windows }

/** The settings in force, with the defaults for what was never decided. */
export function sendingChoices({ windows, ...settings }: SendingSettings): SendingChoices {
  return { ...settings, windows: resolveWindows(windows) }
}

/** Two are the same if their keys are; the order of fields does not count. */
export function choicesKey(choices: SendingChoices): string {
  const { windows, quietHours, dailyCap, schedule, namesMedicines, consentWording } = choices
  return JSON.stringify([
    [windows.opensBeforeMinutes, windows.onTimeMinutes, windows.closesAfterMinutes],
    [quietHours.from, quietHours.to],
    [schedule.isOn, schedule.nudgeAfterMinutes],
    [dailyCap, namesMedicines, consentWording],
  ])
}
