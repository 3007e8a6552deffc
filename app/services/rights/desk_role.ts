/** The role as which web and worker processes work: all rows are theirs, but for those that only ever grow. */
export const DESK_ROLE = 'countersign_desk'

/** What may only be added to, and what a purge may take but nobody change. */
export const KEPT = ['activities', 'audit_events', 'audit_seals']
export const KEPT_UNTIL_PURGE = ['activity_texts', 'ticket_snapshots']

/**
 * SQL: whether the connecting role may become the role of this oid. From PostgreSQL 16 on who makes a role is a member of it
 * at once, but without the right to take it (createrole_self_grant).
 */
export const mayBecome = (role: string) =>
  `pg_has_role(${role}, case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end)`

let isDesk = false

/**
 * From now on every new connection of the pool takes the role of the desk. Commands of an operator (migrations, a restore)
 * stay what they are: the owner of the tables.
 */
export function workAsDesk(): void {
  isDesk = true
}

/**
 * What makes a connection work with the rights of the desk, in SQL; nothing where it was not granted any, because the role
 * could not be made (limit_rights.ts).
 */
export function greetingOfDesk(): string | null {
  if (!isDesk) return null
  return `select set_config('role', rolname, false) from pg_roles
    where rolname = '${DESK_ROLE}' and ${mayBecome('oid')}
      and has_table_privilege(oid, to_regclass('public.audit_events'), 'insert')`
}
