/** What fits a status, by whom (a name, or a column of the ticket); half of the moves are such. */
export const FITTING: Record<string, Record<string, [move: string, by: string][]>> = {
  creative: {
    requested: [
      ['approve', 'ana'],
      ['approve', 'olga'],
      ['reject', 'ana'],
    ],
    pending_creative: [
      ['approve', 'ben'],
      ['approve', 'ben'],
      ['reject', 'ben'],
    ],
    rejected: [['resubmit', 'requesterId']],
    approved: [['start', 'assigneeId']],
    in_progress: [
      ['complete', 'assigneeId'],
      ['complete', 'ben'],
      ['send_back', 'ben'],
    ],
    completed: [
      ['confirm', 'requesterId'],
      ['request_revision', 'requesterId'],
      ['request_revision', 'ana'],
    ],
  },
  support: {
    open: [
      ['take', 'ida'],
      ['start', 'carl'],
      ['start', 'assigneeId'],
      ['ask_requester', 'igor'],
      ['hold', 'olga'],
      ['withdraw', 'requesterId'],
    ],
    in_progress: [
      ['ask_requester', 'assigneeId'],
      ['ask_requester', 'cora'],
      ['hold', 'assigneeId'],
      ['resolve', 'assigneeId'],
      ['resolve', 'olga'],
    ],
    pending_user: [
      ['start', 'assigneeId'],
      ['resolve', 'ida'],
    ],
    on_hold: [
      ['resume', 'assigneeId'],
      ['resume', 'olga'],
      ['resolve', 'carl'],
    ],
    resolved: [
      ['reopen', 'requesterId'],
      ['reopen', 'assigneeId'],
      ['close', 'requesterId'],
      ['close', ''],
    ],
    closed: [['reopen', 'requesterId']],
  },
}
/** Every move of each workflow. */
export const MOVES = Object.values(FITTING).map((workflow) => [
  ...new Set(Object.values(workflow).flatMap((fits) => fits.map(([move]) => move))),
])
