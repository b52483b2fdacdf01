import { readSimulatorEnv } from "./env"
import { startSimulator } from "./server"

const simulator = await startSimulator(readSimulatorEnv(process.env)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
process.stdout.write(`BioT simulator and phones: ${simulator.url}\n`)

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void simulator.stop().then(() => process.exit(0)))
}
