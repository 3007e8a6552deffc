import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Whoever writes an activity with texts in it, above all the version before while it still runs, has them parted by the
 * database, with the rule of `split_texts.ts`: 1301 moved once what was there. What was written since then is parted here.
 * The lists are those of `split_texts.ts` (a test compares them): a fact that is new there takes a migration that replaces
 * `parts_of_activity` and comes before the code that writes it.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create function parts_of_activity(changes jsonb, details jsonb,
        out bare_changes jsonb, out bare_details jsonb, out text_details jsonb)
      immutable language plpgsql as $$
      declare
        facts constant text[] := array[
          'step', 'round', 'briefVersion', 'revision', 'userId', 'commentId', 'activityId', 'files', 'pieces', 'days',
          'skipped', 'approvalsVoided', 'bothSteps', 'own', 'proposal', 'kind', 'into', 'why'];
        plain_fields constant text[] := array[
          'priority', 'rating', 'status', 'quantity', 'criteria', 'fileFormat', 'product', 'requestType', 'assignee',
          'collaborators', 'department', 'scheduledStart', 'scheduledEnd', 'deadlineAt', 'responseDueAt'];
      begin
        text_details := details - facts;
        bare_details := details - array(select jsonb_object_keys(text_details));
        bare_changes := case when changes = '[]' then changes else (
          select jsonb_agg(case
              when c.value ->> 'field' = any (plain_fields) or c.value ->> 'field' like 'item:%' then c.value
              else jsonb_build_object('field', c.value -> 'field', 'before', null, 'after', null) end
            order by c.ordinality)
          from jsonb_array_elements(changes) with ordinality c) end;
      end $$;

      create function keep_texts_apart() returns trigger language plpgsql as $$
      declare
        parts record;
      begin
        select * into parts from parts_of_activity(new.changes, new.details);
        if parts.text_details = '{}' and parts.bare_changes = new.changes then return new; end if;
        insert into activity_texts (activity_id, ticket_id, changes, details)
          values (new.id, new.ticket_id, case when parts.bare_changes <> new.changes then new.changes end,
            parts.text_details);
        new.changes := parts.bare_changes;
        new.details := parts.bare_details;
        return new;
      end $$;
      create trigger activities_texts_apart before insert or update on activities
        for each row when (new.changes <> '[]' or new.details <> '{}') execute function keep_texts_apart();

      alter table activities disable trigger activities_append_only;
      update activities set details = details where id in (
        select a.id from activities a cross join parts_of_activity(a.changes, a.details) parts
        where a.created_at >= (
            select migration_time - interval '1 hour' from adonis_schema where name like '%1301_trust')
          and (parts.text_details <> '{}' or parts.bare_changes <> a.changes)
          and not exists (select 1 from activity_texts x where x.activity_id = a.id));
      alter table activities enable trigger activities_append_only;
      delete from activity_texts x where not exists (select 1 from tickets t where t.id = x.ticket_id);
    `)
  }
}
