/** News of the last minute, for tabs that were made before them and come after. */
const KEPT = 60_000
/** The clocks of several machines differ by no more. */
const SLACK = 2000

export function createRecent() {
  let kept = []
  let clock = null
  const now = () => clock.at + performance.now() - clock.heard

  return {
    /** @param at the desk's clock, now */
    begin: (at) => (clock = { at, heard: performance.now() }),
    keep: (message) => clock && kept.push({ at: now(), message }),
    /** @param moment of the desk's clock at which a page was made */
    since(moment) {
      kept = kept.filter(({ at }) => at > now() - KEPT)
      return kept.filter(({ at }) => at > moment - SLACK).map(({ message }) => message)
    },
  }
}
