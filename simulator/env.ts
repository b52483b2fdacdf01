import { z } from "zod"

const port = z.coerce.number().int().min(0).max(65_535)

const schema = z.object({
  // SIMULATOR_PORT wins: PORT may be meant for the portal in the same shell.
  SIMULATOR_PORT: port.optional(),
  PORT: port.optional(),
  // Not reachable from other machines unless somebody asks for it: it has no sign-in of its own.
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// address"),
  SIMULATOR_SERVICE_SECRET: z.string().min(8).default("doseline-demo-secret"),
})

export type SimulatorEnv = {
  port: number
  host: string
  databaseUrl: string
  serviceSecret: string
}

export function readSimulatorEnv(source: NodeJS.ProcessEnv): SimulatorEnv {
  const parsed = schema.safeParse(source)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`The simulator cannot start: ${issue?.path.join(".")} ${issue?.message}`)
  }
  const env = parsed.data
  return {
    port: env.SIMULATOR_PORT ?? env.PORT ?? 3001,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    serviceSecret: env.SIMULATOR_SERVICE_SECRET,
  }
}
