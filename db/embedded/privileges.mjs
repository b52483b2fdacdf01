import { chownSync } from "node:fs"

const NOBODY = 65_534
const ROOT = 0

/**
 * A way to run a Postgres program as a user that is not root.
 * @typedef {object} Runner
 * @property {string} name
 * @property {number | null} owner who must own the data directory; null: whoever runs this
 * @property {(program: string, args: string[]) => [string, string[]]} command
 */

/** @type {Runner} */
const plain = { name: "plain", owner: null, command: (program, args) => [program, args] }

/**
 * Root outside, nobody inside: reads whatever root's own directories let their owner read.
 * @type {Runner}
 */
const namespace = {
  name: "namespace",
  owner: ROOT,
  command: (program, args) => [
    "unshare",
    ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--", program, ...args],
  ],
}

/**
 * For containers that forbid user namespaces. The one capability left lets Postgres reach
 * a project that lies under a directory of mode 700.
 * @param {number} uid
 * @returns {Runner}
 */
const asUser = (uid) => ({
  name: "setpriv",
  owner: uid,
  command: (program, args) => [
    "setpriv",
    [
      "--securebits=+no_setuid_fixup",
      `--reuid=${uid}`,
      `--regid=${uid}`,
      "--clear-groups",
      "--inh-caps=-all,+dac_override",
      "--ambient-caps=-all,+dac_override",
      "--",
      program,
      ...args,
    ],
  ],
})

const isRoot = () => process.getuid?.() === ROOT

/**
 * The ways to try, best first, for a data directory that does not exist yet.
 * Postgres refuses to run as root.
 * @returns {Runner[]}
 */
export function runnersForNew() {
  // initdb asks for the name of its user, and a container's user may have none.
  return isRoot() ? [namespace, asUser(NOBODY)] : [plain, { ...namespace, owner: null }]
}

/**
 * The owner of a data directory says which way made it.
 * @param {number} owner
 * @returns {Runner}
 */
export function runnerForOwner(owner) {
  if (!isRoot()) return plain
  return owner === ROOT ? namespace : asUser(owner)
}

/**
 * @param {Runner} runner
 * @param {string} path
 */
export function giveTo(runner, path) {
  if (runner.owner !== null) chownSync(path, runner.owner, runner.owner)
}
