import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the database itself refuses: illegal status moves, and any change to what happened. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create function refuse_illegal_move() returns trigger language plpgsql as $$
      declare
        old_status text := case when tg_op = 'UPDATE' then old.status else '' end;
      begin
        if tg_op = 'UPDATE' and new.workflow <> old.workflow then
          raise exception 'a ticket keeps its workflow' using errcode = 'check_violation';
        end if;
        if not exists (
          select 1 from workflow_moves m
          where m.workflow = new.workflow and m.from_status = old_status and m.to_status = new.status
        ) then
          raise exception 'workflow % knows no move from "%" to "%"', new.workflow, old_status, new.status
            using errcode = 'check_violation';
        end if;
        return new;
      end $$;
      create trigger tickets_legal_insert before insert on tickets
        for each row execute function refuse_illegal_move();
      create trigger tickets_legal_update before update of status, workflow on tickets
        for each row when (old.status is distinct from new.status or old.workflow is distinct from new.workflow)
        execute function refuse_illegal_move();

      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
      end $$;
      create trigger activities_append_only before update or delete on activities
        for each row execute function refuse_change();
      create trigger activities_no_truncate before truncate on activities
        for each statement execute function refuse_change();
      create trigger audit_events_append_only before update or delete on audit_events
        for each row execute function refuse_change();
      create trigger audit_events_no_truncate before truncate on audit_events
        for each statement execute function refuse_change();
    `)
  }
}
