import { connection } from "next/server"

const CELLS = Array.from({ length: 360 }, (_, n) => n)

/** As many elements as a year's calendar has days, less five, and nothing read. */
export default async function CellsPage() {
  await connection()
  return (
    <main>
      {CELLS.map((n) => (
        <span key={n}>{n}</span>
      ))}
    </main>
  )
}
