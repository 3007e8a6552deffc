import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What people wrote stands apart from the activity that it belongs to, so that a purge can take it while the activity
 * stays untouched for ever (product: standing decision 7). Texts of the version before are moved; that version, should it
 * still run, shows such an activity without them. Read activities through `activities_in_full`.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table activity_texts (
        activity_id bigint primary key,
        ticket_id integer not null,
        changes jsonb,
        details jsonb not null default '{}'
      );
      create index activity_texts_ticket on activity_texts (ticket_id);
      comment on column activity_texts.changes is 'All changes with their values; null when none is a text.';

      insert into activity_texts (activity_id, ticket_id, changes, details)
        select a.id, a.ticket_id, a.changes, (
          select coalesce(jsonb_object_agg(d.key, d.value), '{}') from jsonb_each(a.details) d
          where d.key in ('note', 'name'))
        from activities a
        where jsonb_exists_any(a.details, array['note', 'name'])
          or exists (select 1 from jsonb_array_elements(a.changes) c
            where c ->> 'field' in ('title', 'description', 'files'));
      alter table activities disable trigger activities_append_only;
      update activities a
        set details = a.details - array['note', 'name'],
          changes = (select coalesce(jsonb_agg(case
              when c.value ->> 'field' in ('title', 'description', 'files')
              then c.value || '{"before": null, "after": null}' else c.value end order by c.ordinality), '[]')
            from jsonb_array_elements(a.changes) with ordinality c)
        from activity_texts x where x.activity_id = a.id;
      alter table activities enable trigger activities_append_only;

      create view activities_in_full as
        select a.id, a.ticket_id, a.actor_id, a.action, a.channel, a.from_status, a.to_status,
          coalesce(x.changes, a.changes) as changes,
          case when x.details is null then a.details else a.details || x.details end as details,
          a.is_internal, a.created_at
        from activities a left join activity_texts x on x.activity_id = a.id;

      create function refuse_while_ticket_stands() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          if not exists (select 1 from tickets where id = old.ticket_id) then return old; end if;
        end if;
        raise exception '% go with a purge of their ticket only', tg_table_name using errcode = 'insufficient_privilege';
      end $$;
      create trigger activity_texts_stay before update or delete on activity_texts
        for each row execute function refuse_while_ticket_stands();
      create trigger ticket_snapshots_stay before update or delete on ticket_snapshots
        for each row execute function refuse_while_ticket_stands();

      create index ticket_snapshots_brief
        on ticket_snapshots (ticket_id, ((data ->> 'brief_version')::int), activity_id);

      alter table workflow_moves add column is_past boolean not null default false;
      comment on column workflow_moves.is_past is 'Open to a rollback alone, which counts itself in the same update.';
      create or replace function refuse_illegal_move() returns trigger language plpgsql as $$
      declare
        old_status text := case when tg_op = 'UPDATE' then old.status else '' end;
        is_rollback boolean := tg_op = 'UPDATE' and new.rollback_count = old.rollback_count + 1;
      begin
        if tg_op = 'UPDATE' and new.workflow <> old.workflow then
          raise exception 'a ticket keeps its workflow' using errcode = 'check_violation';
        end if;
        if not exists (
          select 1 from workflow_moves m
          where m.workflow = new.workflow and m.from_status = old_status and m.to_status = new.status
            and (is_rollback or not m.is_past)
        ) then
          raise exception 'workflow % knows no move from "%" to "%"', new.workflow, old_status, new.status
            using errcode = 'check_violation';
        end if;
        return new;
      end $$;

      alter table sessions
        add column viewing_as_id integer references users (id),
        add column viewing_since timestamptz;
      comment on column sessions.viewing_as_id is 'The person as whom an admin reads the desk; nothing can be changed meanwhile.';
    `)
  }
}
