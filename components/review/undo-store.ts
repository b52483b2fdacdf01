/** A decision of this session, or several of one action, that an undo takes back together. */
export type Undoable = {
  title: string
  replies: readonly { replyId: string; decisionId: string }[]
}

const MOST_STEPS = 100
let owner: string | null = null
let steps: readonly Undoable[] = []

/** Whoever signs in after another person finds none of that one's steps. */
export function ownSteps(staffId: string): void {
  if (owner !== staffId) steps = []
  owner = staffId
}

export function keepStep(step: Undoable): void {
  steps = [...steps, step].slice(-MOST_STEPS)
}

/** The last step, or the one asked for, taken off; null: none is left. */
export function takeStep(step = steps.at(-1)): Undoable | null {
  if (!step || !steps.includes(step)) return null
  steps = steps.filter((each) => each !== step)
  return step
}

/** Takes no notice of what was taken back elsewhere, such as in the list of recent decisions. */
export function forgetDecision(decisionId: string): void {
  steps = steps
    .map(({ title, replies }) => ({
      title,
      replies: replies.filter((each) => each.decisionId !== decisionId),
    }))
    .filter(({ replies }) => replies.length > 0)
}
