import { connection } from "next/server"

/** Rendered for each request, as every page of the product is. */
export default async function EmptyPage() {
  await connection()
  return <p>Nothing</p>
}
