import { NothingHere } from "@/components/shell/nothing-here"

/** Inside the frame, which has the page's one main landmark already. */
export default function NotFound() {
  return (
    <div className="grid flex-1 place-items-center p-4">
      <NothingHere />
    </div>
  )
}
