import { workflows } from '#workflows/index'

/** The statuses in which somebody has the work, or could be given it; what waits for approval is nobody's yet. */
export const WORKED_ON = [
  ...new Set(
    workflows.flatMap(({ statuses }) =>
      Object.keys(statuses).filter((key) => !statuses[key].isFinished && !statuses[key].step)
    )
  ),
]
