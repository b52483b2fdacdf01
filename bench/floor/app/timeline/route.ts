import { database } from "@/db/client"

export const dynamic = "force-dynamic"

/** A patient's year as its rows: who it is, and the doses with their medication. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams
  const of = [asked.get("organization"), asked.get("patient")]
  const { $client: client } = database()
  const [patients, doses] = [
    await client.query("select * from patients where organization_id = $1 and id = $2", of),
    await client.query(
      `select d.id, d.regimen_id, r.medication, d.local_date::text, d.slot, d.due_at, d.opens_at,
              d.on_time_until, d.closes_at, d.state, d.taken_at, d.reminded, d.replied
         from doses d join regimens r on r.organization_id = d.organization_id
          and r.id = d.regimen_id
        where d.organization_id = $1 and d.patient_id = $2 and d.state <> 'cancelled'
          and d.due_at > now() - interval '366 days'
        order by d.due_at`,
      of,
    ),
  ]
  return Response.json({ patient: patients.rows[0], doses: doses.rows })
}
