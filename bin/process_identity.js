import { readFileSync } from 'node:fs'

/**
 * A process id alone does not name a process: ids are used again, soon in a container. Together with the time at which
 * the process began they do. The start time is read from /proc and is null elsewhere.
 *
 * @typedef {{ pid: number, startedAt: string | null }} ProcessIdentity
 */

/** @returns {ProcessIdentity} the running process itself */
export function ownIdentity() {
  return { pid: process.pid, startedAt: statusOf(process.pid)?.startedAt ?? null }
}

/**
 * @param {Partial<ProcessIdentity> | null} identity
 * @returns {boolean} true while exactly this process runs; a killed one that nobody has collected yet does not
 */
export function isRunning(identity) {
  if (!identity?.pid || !answersToSignals(identity.pid)) return false
  const status = statusOf(identity.pid)
  if (!status) return true
  if (status.state === 'Z' || status.state === 'X') return false
  return !identity.startedAt || identity.startedAt === status.startedAt
}

/** @param {number} pid */
function answersToSignals(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * Fields 3 and 22 of /proc/<pid>/stat (proc(5)). The second field is the command in brackets and may hold blanks.
 *
 * @param {number} pid
 */
function statusOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], startedAt: fields[19] }
  } catch {
    return null
  }
}
