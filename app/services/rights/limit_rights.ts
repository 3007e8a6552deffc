import { DESK_ROLE, KEPT, KEPT_UNTIL_PURGE, mayBecome } from '#services/rights/desk_role'

/** Runs statements as the owner of the tables. */
export type Run = (sql: string) => Promise<unknown>

const all = [...KEPT, ...KEPT_UNTIL_PURGE].join(', ')

/** SQL: all of them are there; a first migration may have stopped before. */
const ARE_THERE = [...KEPT, ...KEPT_UNTIL_PURGE]
  .map((table) => `to_regclass('public.${table}') is not null`)
  .join(' and ')

/** SQL: nobody of this name changes what only grows. */
const revoke = (role: string) => `
  revoke update, delete, truncate on ${KEPT.join(', ')} from ${role};
  revoke update, truncate on ${KEPT_UNTIL_PURGE.join(', ')} from ${role};`

/** SQL: makes the role of the desk where it is missing and we may, and takes it into our reach. */
const MAKE_ROLE = `
  do $$ begin
    if not exists (select 1 from pg_roles where rolname = '${DESK_ROLE}') then
      create role ${DESK_ROLE} nologin;
    end if;
    if not ${mayBecome(`'${DESK_ROLE}'`)} then
      execute format('grant ${DESK_ROLE} to %I', current_user);
    end if;
  exception
    -- Another installation in this cluster made it in the same moment.
    when duplicate_object or unique_violation then null;
    -- A plain role makes none.
    when insufficient_privilege then null;
  end $$`

/** SQL: every row of every table for the desk, of tables to come too. */
const GRANT = (schema: string) => `
  grant usage on schema ${schema} to ${DESK_ROLE};
  grant select, insert, update, delete on all tables in schema ${schema} to ${DESK_ROLE};
  grant usage, select, update on all sequences in schema ${schema} to ${DESK_ROLE};
  alter default privileges in schema ${schema} grant select, insert, update, delete on tables to ${DESK_ROLE};
  alter default privileges in schema ${schema} grant usage, select, update on sequences to ${DESK_ROLE};`

/**
 * Takes the right to change or remove activities, audit events and seals from the role as which the desk works: one of its
 * own where the connecting role may make roles, else the connecting role itself, which as their owner can take it from
 * itself. A superuser is bound by the triggers alone. Safe to run again; `lendRights` gives it back for a migration.
 */
export async function limitRights(run: Run): Promise<void> {
  await run(MAKE_ROLE)
  await run(`
    do $$ begin
      perform pg_advisory_xact_lock(hashtext('countersign.rights'));
      if not (${ARE_THERE}) then return; end if;
      if exists (select 1 from pg_roles where rolname = '${DESK_ROLE}' and ${mayBecome('oid')}) then
        ${GRANT('public')}
        if to_regnamespace('pgboss') is not null then
          ${GRANT('pgboss')}
        end if;
        ${revoke(DESK_ROLE)}
        -- The limiter empties its own table.
        grant truncate on rate_limits to ${DESK_ROLE};
      else
        ${revoke('current_user')}
      end if;
    end $$`)
}

/** Gives the owner of the tables back what `limitRights` took from it: migrations and a restore may need it. */
export async function lendRights(run: Run): Promise<void> {
  await run(`
    do $$ begin
      if ${ARE_THERE} then
        grant all on ${all} to current_user;
      end if;
    end $$`)
}
