import { prepare } from "./arrange"
import { checkBursts } from "./burst"
import { measureDirectory } from "./directory"
import { measureMaterializing } from "./materialize"
import { measurePages } from "./pages"
import { measurePixel } from "./pixel"
import { openProduct, type Product } from "./product"
import { measureReplies } from "./replies"
import { measureFull } from "./replies-full"
import { machine, type Part, printPart, saveRun } from "./report"
import { measureScreens } from "./screens"
import { measureSending } from "./sending"
import { measureYear } from "./year"

const TOKENS = 200
const PARTS: Record<string, (product: Product) => Promise<Part>> = {
  replies: measureReplies,
  bursts: checkBursts,
  pages: measurePages,
  pixel: measurePixel,
  directory: measureDirectory,
  materialize: measureMaterializing,
  sending: measureSending,
  screens: measureScreens,
  // Last: whatever came after it would find its rows.
  "replies-full": measureFull,
  year: measureYear,
}

async function main(): Promise<number> {
  const startedAt = new Date()
  const wanted = process.argv.slice(2)
  const unknown = wanted.find((name) => !(name in PARTS))
  if (unknown) throw new Error(`"${unknown}" is not measured; ${Object.keys(PARTS)} are.`)
  const product = await openProduct(TOKENS)
  await prepare(product.owner)
  console.log(machine())
  const parts: Part[] = []
  for (const [name, measure] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const part = await measure(product)
    printPart(part)
    parts.push(part)
  }
  await product.owner.end()
  console.log(`\nKept in ${saveRun("bench/results", parts, startedAt)}`)
  return parts.some(({ failures }) => failures.length > 0) ? 1 : 0
}

process.exit(await main())
