import { connection } from "next/server"
import { database } from "@/db/client"

type Row = { id: string; first_name: string; last_name: string; phone: string; locale: string }

/** Fifty stored rows, in a table. */
export default async function RowsPage() {
  await connection()
  const { rows } = await database().$client.query<Row>(
    "select id, first_name, last_name, phone, locale from bench.people limit 50",
  )
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.first_name}</td>
            <td>{row.last_name}</td>
            <td>{row.phone}</td>
            <td>{row.locale}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
