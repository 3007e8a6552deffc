import { announce } from '#services/live/announce'

/** Tells pages of these tickets that somebody else looks at them now. */
export async function announceLooking(
  trx: Parameters<typeof announce>[0],
  rows: { ticket_id: number }[]
): Promise<void> {
  const looking = [...new Set(rows.map((row) => row.ticket_id))]
  if (looking.length > 0) await announce(trx, { looking })
}
