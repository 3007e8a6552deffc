import { compareFacts } from '#services/reports/replay/compare_ticket'
import { loadStories } from '#services/reports/replay/load_stories'
import { replayTicket } from '#services/reports/replay/replay_ticket'
import type { FreshDatabase } from '#tests/support/fresh_database'

/** Keeps what reports count of a ticket after each of its activities, as it stands when that is committed. */
export async function keepEveryMoment(database: FreshDatabase): Promise<void> {
  await database.rows(`
    create table moments as select 0::bigint as activity_id, now() as at, f.* from ticket_facts f limit 0;
    create function keep_moment() returns trigger language plpgsql as $$ begin
      insert into moments select new.id, new.created_at, f.* from ticket_facts f where f.ticket_id = new.ticket_id;
      return null;
    end $$;
    create constraint trigger keep_moment after insert on activities deferrable initially deferred
      for each row execute function keep_moment()`)
}

/** Tells every ticket again up to each of these moments: what does not come out as it stood then. */
export async function compareEveryMoment(database: FreshDatabase) {
  const moments = await database.rows(
    'select distinct on (ticket_id, at) * from moments order by ticket_id, at, activity_id desc'
  )
  const ids = [...new Set(moments.map((row) => row.ticket_id as number))]
  const loaded = await loadStories(ids)
  const stories = new Map(loaded.map((story) => [story.ticketId, story]))
  const differences = moments.flatMap(({ activity_id: activity, at, ...facts }) => {
    const story = stories.get(facts.ticket_id)!
    const ticket = replayTicket(story, at.getTime() + 1)!
    return compareFacts(facts, ticket).map((difference) => ({ activity, ...difference }))
  })
  return { moments: moments.length, differences }
}
