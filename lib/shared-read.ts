type Reading = { now: Promise<unknown>; next: Promise<unknown> | null }
const running = new Map<string, Reading>()

/**
 * One read for all who ask for the same while it waits to begin. Whoever asks while one is running
 * gets the next, which begins afterwards: nobody is told less than was committed when they asked.
 * A read that fails fails for all who waited for it. `key` names all that the answer depends on.
 */
export function sharedRead<T>(key: string, read: () => Promise<T>): Promise<T> {
  const held = running.get(key)
  if (!held) return begin(key, read)
  // Only the first who asks for the next brings how it is read: the key says that it is the same.
  held.next ??= held.now.catch(() => {}).then(() => begin(key, read))
  return held.next as Promise<T>
}

function begin<T>(key: string, read: () => Promise<T>): Promise<T> {
  const now = read()
  const mine: Reading = { now, next: null }
  running.set(key, mine)
  const end = () => {
    if (running.get(key) === mine && mine.next === null) running.delete(key)
  }
  now.then(end, end)
  return now
}
