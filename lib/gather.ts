type Asked<I, O> = {
  input: I
  resolve: (output: O) => void
  reject: (error: unknown) => void
}

export type GatherOptions<I> = {
  /** The most inputs that one run takes, and how many runs may be under way at once. */
  most: number
  lanes: number
  /** Only inputs for which this gives the same text share a run. */
  together: (input: I) => string
  /** Inputs with a key in common never share a run, and start in the order in which they came. */
  apart: (input: I) => readonly string[]
}

/**
 * A function of one input that runs `work` over all the inputs that were asked for while earlier
 * runs were under way, so that many share what a run costs. `work` gives one output for each input,
 * in order. When a run of several fails, each of them is run alone: one bad input fails alone.
 */
export function gathered<I, O>(
  work: (inputs: readonly I[]) => Promise<readonly O[]>,
  options: GatherOptions<I>,
): (input: I) => Promise<O> {
  let waiting: Asked<I, O>[] = []
  let running = 0
  let isScheduled = false

  function schedule(): void {
    if (isScheduled || running >= options.lanes || waiting.length === 0) return
    isScheduled = true
    // Not at once: what arrived in the same turn of the event loop shall share the run.
    setImmediate(() => {
      isScheduled = false
      const { taken, left } = take(waiting, options)
      waiting = left
      running += 1
      void settle(work, taken).finally(() => {
        running -= 1
        schedule()
      })
      schedule()
    })
  }

  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject })
      schedule()
    })
}

function take<I, O>(waiting: readonly Asked<I, O>[], options: GatherOptions<I>) {
  const taken: Asked<I, O>[] = []
  const left: Asked<I, O>[] = []
  const seen = new Set<string>()
  for (const asked of waiting) {
    const keys = options.apart(asked.input)
    const first = taken[0]?.input ?? asked.input
    const fits =
      taken.length < options.most &&
      options.together(first) === options.together(asked.input) &&
      !keys.some((key) => seen.has(key))
    for (const key of keys) seen.add(key)
    ;(fits ? taken : left).push(asked)
  }
  return { taken, left }
}

async function settle<I, O>(
  work: (inputs: readonly I[]) => Promise<readonly O[]>,
  asked: readonly Asked<I, O>[],
): Promise<void> {
  try {
    const outputs = await work(asked.map(({ input }) => input))
    asked.forEach(({ resolve, reject }, n) => {
      if (n < outputs.length) resolve(outputs[n] as O)
      else reject(new Error("A run gave no output for one of its inputs."))
    })
  } catch (error) {
    if (asked.length === 1) asked[0]?.reject(error)
    else for (const each of asked) await settle(work, [each])
  }
}
