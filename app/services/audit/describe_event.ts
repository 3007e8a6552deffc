import type { I18n } from '@adonisjs/i18n'
import { AUDIT_KINDS, KINDS_OF_AUDIT, type AuditKind } from '#services/audit/audit_kinds'
import { changesOf } from '#services/audit/changes_of'
import type { AuditRecord } from '#services/audit/list_audit'
import { kindOfField, type Names } from '#services/audit/look_up_names'

/** An audit event in words. */
export interface AuditWords {
  id: number
  at: Date
  kind: AuditKind | null
  who: { name: string; href: string | null }
  what: string
  /** What it is about; null where it is the actor himself, or nothing. */
  subject: { label: string; type: string; href: string | null } | null
  changes: { label: string; before: string | null; after: string | null }[]
  address: string
}

const PLACES: Record<string, (id: string) => string> = {
  user: (id) => `/admin/users/${id}`,
  department: (id) => `/admin/departments/${id}/edit`,
  product: (id) => `/admin/products/${id}/edit`,
  request_type: (id) => `/admin/request-types/${id}/edit`,
  request_template: (id) => `/admin/request-templates/${id}/edit`,
  deadline_rule: (id) => `/admin/deadline-rules/${id}/edit`,
  preflight_rule: (id) => `/admin/preflight-rules/${id}/edit`,
  ticket: (id) => `/tickets/${id}`,
  delivery: (id) => `/admin/deliveries/${id}`,
}

/** Puts an event into words; ids become names as far as they are known. */
export function describeEvent(event: AuditRecord, names: Names, i18n: I18n): AuditWords {
  return {
    id: event.id,
    at: event.created_at,
    kind: kindOf(event.action),
    who: whoOf(event, names, i18n),
    what: wordsFor(i18n, 'actions', event.action),
    subject: subjectOf(event, names, i18n),
    changes: changesOf(event.changes).map((change) => ({
      label: wordsFor(i18n, 'fields', change.field),
      before: valueOf(change.field, change.before, names, i18n),
      after: valueOf(change.field, change.after, names, i18n),
    })),
    address: event.address,
  }
}

/** The kind that an action belongs to; null for one that this version does not know. */
export function kindOf(action: string): AuditKind | null {
  const has = (kind: AuditKind) => (AUDIT_KINDS[kind] as readonly string[]).includes(action)
  return KINDS_OF_AUDIT.find(has) ?? null
}

function whoOf({ actor_id: id, address }: AuditRecord, names: Names, i18n: I18n) {
  if (id === null) {
    return { name: i18n.t(address ? 'audit.somebody' : 'audit.desk'), href: null }
  }
  const name = names.get(`user:${id}`)
  if (name === undefined) return { name: i18n.t('audit.someone_gone', { id }), href: null }
  return { name, href: `/admin/users/${id}` }
}

function subjectOf(event: AuditRecord, names: Names, i18n: I18n): AuditWords['subject'] {
  const { subject_type: type, subject_id: id, subject_label: text } = event
  if (type === 'user' && id !== null && id === String(event.actor_id)) return null
  const words = wordsFor(i18n, 'subjects', type)
  const known = type === 'channel' && i18n.hasMessage(`audit.channels.${text}`)
  const label = known ? i18n.t(`audit.channels.${text}`) : text
  const isThere = id !== null && names.has(`${type}:${id}`) && Object.hasOwn(PLACES, type)
  const href = isThere ? PLACES[type](id) : type === 'settings' ? '/admin/settings' : null
  return { label: label || words, type: label ? words : '', href }
}

function valueOf(field: string, value: unknown, names: Names, i18n: I18n): string | null {
  if (value === null || value === undefined || value === '') return null
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (text === 'true') return i18n.t('audit.yes')
  if (text === 'false') return i18n.t('audit.no')
  const list = field === 'role' ? 'roles' : field === 'result' ? 'results' : null
  if (list && i18n.hasMessage(`admin_people.${list}.${text}`)) {
    return i18n.t(`admin_people.${list}.${text}`)
  }
  if (field === 'endedBecause' && i18n.hasMessage(`viewing.why.${text}`)) {
    return i18n.t(`viewing.why.${text}`)
  }
  const kind = kindOfField(field)
  return (kind && names.get(`${kind}:${text}`)) || text
}

/** Words for a name of the database; one that has none yet is shown as plainly as can be. */
function wordsFor(i18n: I18n, list: 'actions' | 'fields' | 'subjects', name: string): string {
  const key = `audit.${list}.${name}`
  if (/^\w+$/.test(name) && i18n.hasMessage(key)) return i18n.t(key)
  const plain = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1).toLowerCase()
}
