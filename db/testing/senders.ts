import { bundledProcesses, type StartedProcess } from "./processes"

export type Sender = StartedProcess

/** Starts real sender processes; one has begun when it takes from the queue. */
export function senderProcesses(env: Record<string, string>) {
  return bundledProcesses("sender.ts", env)
}
