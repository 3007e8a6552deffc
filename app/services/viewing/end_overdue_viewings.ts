import clock from '#services/clock'
import { endViewing } from '#services/viewing/end_viewings'
import { LONGEST_VIEWING } from '#services/viewing/see_as'

/** Ends the views of the desk as another person whose time is over and that nobody asked for a page since. */
export async function endOverdueViewings(): Promise<void> {
  const now = clock.now()
  const before = now.minus({ minutes: LONGEST_VIEWING }).toJSDate()
  await endViewing((sessions) => sessions.where('viewing_since', '<=', before), 'time')
}
