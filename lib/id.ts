import { v7 } from "uuid"

/** A new id of ours: UUID version 7, so that rows made together lie together in the indexes. */
export function newId(): string {
  return v7()
}
