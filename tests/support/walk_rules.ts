import type { FreshDatabase } from '#tests/support/fresh_database'

/** Narrows a rule to the tickets of a step: a condition on this column. */
type Of = (column: string) => string
type Rule = (of: Of) => string

/** What must hold of every ticket after every step, each as a query for what breaks it. */
const TICKET_RULES: Record<string, Rule> = {
  'an approval valid for another brief': (of) => `
    select 1 from approvals a join tickets t on t.id = a.ticket_id
    where ${of('t.id')} and a.voided_at is null and t.status <> 'rejected'
      and (a.brief_version <> t.brief_version or a.round <> t.round)`,
  'two valid approvals of one step': (of) => `
    select 1 from approvals a where ${of('a.ticket_id')} and voided_at is null
    group by ticket_id, step having count(*) > 1`,
  'a status without the approvals it needs': (of) => `
    select 1 from tickets t
    where ${of('t.id')} and t.workflow = 'creative'
      and ((t.status in ('approved', 'in_progress', 'completed') and 2 <> (
        select count(*) from approvals a where a.ticket_id = t.id and a.voided_at is null and a.decision <> 'rejected'))
      or (t.status = 'pending_creative' and 'department' is distinct from (
        select string_agg(a.step, ',') from approvals a where a.ticket_id = t.id and a.voided_at is null))
      or (t.status = 'requested' and exists (
        select 1 from approvals a where a.ticket_id = t.id and a.voided_at is null))
      or (t.status = 'rejected' and not exists (
        select 1 from approvals a where a.ticket_id = t.id and a.voided_at is null and a.decision = 'rejected')))`,
  'a requester who decided': (of) => `
    select 1 from approvals a join tickets t on t.id = a.ticket_id
    where ${of('t.id')} and a.user_id = t.requester_id`,
  'an assignment without a person, or before approval': (of) => `
    select 1 from tickets t where ${of('t.id')} and assigned_at is not null
      and (assignee_id is null or status in ('requested', 'pending_creative', 'rejected'))`,
  'work without an assignment': (of) => `
    select 1 from tickets t where ${of('t.id')} and workflow = 'creative'
      and status in ('in_progress', 'completed') and assigned_at is null`,
  'a clock that should stand, or stands when it should run': (of) => `
    select 1 from tickets t join request_types r on r.id = t.request_type_id
    where ${of('t.id')} and t.workflow = 'creative' and not r.is_scheduled
      and ((t.clock_started_at is null) <> (t.assigned_at is null)
      or (t.deadline_at is null) <> (t.clock_started_at is null)
      or t.deadline_at <= t.clock_started_at)`,
  'a scheduled type with a clock': (of) => `
    select 1 from tickets t join request_types r on r.id = t.request_type_id
    where ${of('t.id')} and r.is_scheduled and t.clock_started_at is not null`,
  'a confirmation of what is not completed': (of) => `
    select 1 from tickets t where ${of('t.id')} and confirmed_at is not null and status <> 'completed'`,
  'activities that do not follow each other': (of) => `
    select 1 from (
      select from_status, to_status, lag(to_status) over (partition by ticket_id order by id) as previous,
        created_at, lag(created_at) over (partition by ticket_id order by id) as earlier
      from activities a where ${of('a.ticket_id')}) a
    where previous <> coalesce(from_status, to_status) or created_at < earlier`,
  'a move that no table knows': (of) => `
    select 1 from activities a join tickets t on t.id = a.ticket_id
    where ${of('t.id')} and a.from_status <> a.to_status and not exists (
      select 1 from workflow_moves m
      where m.workflow = t.workflow and m.from_status = a.from_status and m.to_status = a.to_status
        and (a.action = 'rolled_back' or not m.is_past))`,
  'a status that the last activity does not tell': (of) => `
    select 1 from tickets t where ${of('t.id')} and t.status <> (
      select a.to_status from activities a where a.ticket_id = t.id order by a.id desc limit 1)`,
  'an activity without its snapshot': (of) => `
    select 1 from activities a left join ticket_snapshots s on s.activity_id = a.id
    where ${of('a.ticket_id')} and s.activity_id is null and a.action not like 'watcher%'
      and a.action not in ('commented', 'note_written', 'linked', 'unlinked', 'followed_up', 'assignee_left')`,
  'a negative time': (of) => `
    select 1 from ticket_times x where ${of('x.ticket_id')} and least(review_seconds, hold_seconds,
      department_seconds, creative_seconds, acknowledge_seconds, processing_seconds, cycle_seconds) < 0`,
  'a ticket without its times': (of) => `
    select 1 from tickets t left join ticket_times x on x.ticket_id = t.id
    where ${of('t.id')} and x.ticket_id is null`,
  'a pause that its status does not tell': (of) => `
    select 1 from tickets t where ${of('t.id')} and (
      (t.paused_at is not null) <> (t.workflow = 'support' and t.status in ('pending_user', 'on_hold'))
      or (t.paused_at is not null) <> exists (
        select 1 from ticket_pauses p where p.ticket_id = t.id and p.ended_at is null))`,
  'a support clock that does not run, or runs while others are awaited': (of) => `
    select 1 from tickets t where ${of('t.id')} and t.workflow = 'support' and (
      t.clock_started_at is distinct from t.created_at
      or (t.deadline_at is null and t.paused_at is null)
      or (t.deadline_at > t.paused_at))`,
  'a time on hold that its status does not tell': (of) => `
    select 1 from tickets t join ticket_times x on x.ticket_id = t.id
    where ${of('t.id')} and (x.hold_started_at is not null) <> (t.status = 'on_hold')`,
  'an end without its time, or a time without its end': (of) => `
    select 1 from tickets t where ${of('t.id')} and (
      (t.status = 'closed') <> (t.closed_at is not null)
      or (t.status = 'resolved' and (t.resolved_at is null or coalesce(t.resolution_note, '') = ''))
      or (t.status not in ('resolved', 'closed') and t.resolved_at is not null))`,
  'a merged ticket that is open, keeps its talk, or leads astray': (of) => `
    select 1 from tickets t join tickets into_ on into_.id = t.merged_into
    where ${of('t.id')} and (t.status <> 'closed' or into_.id = t.id or into_.requester_id <> t.requester_id
      or into_.workflow <> t.workflow or t.comment_count <> 0
      or exists (select 1 from comments c where c.ticket_id = t.id)
      or exists (
        with recursive chain as (
          select into_.id, into_.merged_into union select n.id, n.merged_into from tickets n join chain on n.id = chain.merged_into)
        select 1 from chain where chain.id = t.id))`,
  'words after the end': (of) => `
    select 1 from tickets t join comments c on c.ticket_id = t.id
    where ${of('t.id')} and t.status = 'closed' and c.created_at > t.closed_at`,
  'counts of talk that are not so': (of) => `
    select 1 from tickets t where ${of('t.id')} and (
      t.comment_count <> (select count(*) from comments c where c.ticket_id = t.id and not c.is_internal)
      or t.last_comment_id is distinct from (
        select c.id from comments c where c.ticket_id = t.id and not c.is_internal
        order by c.created_at desc, c.id desc limit 1)
      or t.reopen_count <> (
        select count(*) from activities a where a.ticket_id = t.id and a.action = 'reopened'))`,
  'a first answer that nobody of the handling side gave': (of) => `
    select 1 from tickets t join ticket_times x on x.ticket_id = t.id
    where ${of('t.id')} and (t.first_response_at is distinct from x.first_response_at
      or (t.first_response_at is not null and not exists (
        select 1 from activities a where a.ticket_id = t.id and a.created_at <= t.first_response_at
          and a.actor_id <> t.requester_id and a.action in ('commented', 'asked_requester', 'resolved'))
        and not exists (
          select 1 from activities a where a.ticket_id = t.id and a.action = 'received_merge')))`,
  'a requester at work on his own support ticket': (of) => `
    select 1 from tickets t join users u on u.id = t.requester_id
    where ${of('t.id')} and t.workflow = 'support' and u.role <> 'admin' and (t.assignee_id = u.id
      or exists (select 1 from collaborators c where c.ticket_id = t.id and c.user_id = u.id)
      or exists (select 1 from activities a where a.ticket_id = t.id and a.actor_id = u.id and a.action in (
        'taken', 'started', 'resolved', 'asked_requester', 'held', 'resumed', 'transferred', 'merged',
        'assigned', 'unassigned', 'note_written')))`,
  'an act of an admin on his own ticket that is not marked': (of) => `
    select 1 from activities a join tickets t on t.id = a.ticket_id
    where ${of('t.id')} and t.workflow = 'support' and a.actor_id = t.requester_id
      and a.action in ('taken', 'started', 'resolved', 'asked_requester', 'held', 'resumed', 'transferred')
      and not a.details ? 'own'`,
  'somebody of another department at work': (of) => `
    select 1 from tickets t join users u on u.id = t.assignee_id
    where ${of('t.id')} and t.workflow = 'support' and u.department_id <> t.handling_department_id
    union all select 1 from tickets t join collaborators c on c.ticket_id = t.id join users u on u.id = c.user_id
    where ${of('t.id')} and t.workflow = 'support' and u.department_id <> t.handling_department_id`,
  'open work of somebody who left, unmarked': (of) => `
    select 1 from tickets t join users u on u.id = t.assignee_id
    where ${of('t.id')} and t.deleted_at is null and not t.is_finished and t.assigned_at is not null
      and u.deactivated_at is not null
      and not exists (select 1 from activities a
        where a.ticket_id = t.id and a.action = 'assignee_left' and a.created_at >= u.deactivated_at)
      and not exists (select 1 from handover_tickets h where h.ticket_id = t.id and h.state = 'waiting')`,
  'a note that somebody was told of who may not read it': (of) => `
    select 1 from notifications n join activities a on a.id = n.activity_id
    join tickets t on t.id = a.ticket_id join users u on u.id = n.user_id
    where ${of('t.id')} and a.is_internal and u.role <> 'admin'
      and (u.id = t.requester_id or a.action = 'note_written' and n.created_at = a.created_at
        and u.department_id <> t.handling_department_id and not exists (
          select 1 from activities later where later.ticket_id = t.id and later.action = 'transferred' and later.id > a.id)
        and not exists (
          select 1 from departments d where d.id = t.handling_department_id and d.manager_id = u.id))`,
}

/** What must hold of the whole desk; asked now and then. */
const DESK_RULES: Record<string, Rule> = {
  'somebody told of his own act': () => `select 1 from notifications where user_id = actor_id`,
  'somebody told twice': () =>
    `select 1 from notifications group by event_key, user_id having count(*) > 1`,
  'somebody told who was inactive': () => `
    select 1 from notifications n join users u on u.id = n.user_id
    where u.deactivated_at is not null and n.created_at > u.deactivated_at`,
  'a mail without its notification': () => `
    select 1 from deliveries where notification_id is null and ticket_id is not null`,
  'two tickets linked twice': () => `
    select 1 from ticket_links group by least(from_ticket_id, to_ticket_id), greatest(from_ticket_id, to_ticket_id)
    having count(*) > 1`,
  'a follow-up of what is not closed': () => `
    select 1 from ticket_links l join tickets t on t.id = l.to_ticket_id
    where l.kind = 'follow_up' and t.status <> 'closed'`,
}

/** Asks the rules again and again; the statement is prepared once. */
export class WalkRules {
  constructor(readonly database: FreshDatabase) {}

  async prepare(): Promise<void> {
    const of: Of = (column) => `${column} = any($1)`
    await this.database.rows(`prepare walk_rules(int[]) as ${statement(TICKET_RULES, of)}`)
  }

  /** The rules that these tickets break, and how much was written so far. */
  async after(ids: number[]): Promise<{ broken: string[]; written: number }> {
    const [row] = await this.database.rows(`execute walk_rules('{${ids}}')`)
    return { broken: broken(TICKET_RULES, row), written: Number(row.written) }
  }

  /** The rules that anything on the desk breaks. */
  async ofAll(): Promise<string[]> {
    const rules = { ...TICKET_RULES, ...DESK_RULES }
    const [row] = await this.database.rows(statement(rules, () => 'true'))
    return broken(rules, row)
  }
}

function statement(rules: Record<string, Rule>, of: Of): string {
  const columns = Object.values(rules).map((rule, nth) => `exists (${rule(of)}) as rule${nth}`)
  const written = `(select coalesce(max(id), 0) from activities) + (select coalesce(max(id), 0) from approvals)`
  return `select ${columns.join(', ')}, ${written} as written`
}

function broken(rules: Record<string, Rule>, row: Record<string, boolean>): string[] {
  return Object.keys(rules).filter((_, nth) => row[`rule${nth}`])
}
