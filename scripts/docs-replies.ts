import { writeFileSync } from "node:fs"
import { readingTable } from "@/lib/replies/vectors/table"

writeFileSync(new URL("../docs/reading-replies.md", import.meta.url), readingTable())
console.log("docs/reading-replies.md holds every promised reading.")
