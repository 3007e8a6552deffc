/** Does something and says how many milliseconds the processor worked for it, however busy the machine is otherwise. */
export function worked<Result>(work: () => Result): { result: Result; ms: number } {
  const before = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(before)
  return { result, ms: (user + system) / 1000 }
}
