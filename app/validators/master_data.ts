import vine from '@vinejs/vine'
import { PRODUCT_CATEGORIES } from '#models/product'
import { CRITERIA_MODES, PRODUCT_MODES, QUANTITY_MODES } from '#models/request_type'
import { TYPE_ICONS } from '#services/master_data/type_icons'
import { line } from '#validators/line'
import { workflows } from '#workflows/index'
import { PRIORITIES } from '#workflows/workflow'

const WORKFLOWS = workflows.map(({ key }) => key)

const id = () => vine.number().withoutDecimals().positive().max(2_147_483_647)
const name = () => line(100).minLength(1)
const text = (most: number) => vine.string().trim().maxLength(most)
const box = () =>
  vine
    .accepted()
    .optional()
    .transform(() => true)

export const departmentValidator = vine.create({
  name: name(),
  description: text(500).optional(),
  managerId: id().optional(),
  timeZone: vine.string().maxLength(60).in(Intl.supportedValuesOf('timeZone')).optional(),
  isCreative: box(),
  isActive: box(),
  requireSecondPerson: box(),
  /** The person has read what taking the flag or the department away means. */
  understood: box(),
})

const destination = () => vine.string().regex(/^(stay|[1-9]\d{0,8})$/)

/** Where the people, the open tickets and the request types of a department go that is taken out of use. */
export const closingValidator = vine.create({
  peopleTo: destination().optional(),
  ticketsTo: destination().optional(),
  typesTo: id().optional(),
})

export const productValidator = vine.create({
  name: name(),
  description: text(500).optional(),
  category: vine.enum(PRODUCT_CATEGORIES),
  brand: line(100).optional(),
  criteria: vine.enum(['image', 'video'] as const).optional(),
  isActive: box(),
  understood: box(),
})

export const requestTypeValidator = vine.create({
  workflow: vine.enum(WORKFLOWS),
  name: name(),
  icon: vine.enum(TYPE_ICONS).optional(),
  parentId: id().optional(),
  handlingDepartmentId: id().optional(),
  productMode: vine.enum(PRODUCT_MODES).optional(),
  productCategory: vine.enum(PRODUCT_CATEGORIES).optional(),
  quantityMode: vine.enum(QUANTITY_MODES).optional(),
  criteriaMode: vine.enum(CRITERIA_MODES).optional(),
  isScheduled: box(),
  deliverableRequired: box(),
  descriptionHint: line(200).optional(),
  position: vine.number().withoutDecimals().min(0).max(1000),
  isActive: box(),
  templatesTo: id().optional(),
  understood: box(),
})

export const deadlineRuleValidator = vine.create({
  workflow: vine.enum(WORKFLOWS),
  requestTypeId: id().optional(),
  priority: vine.enum(PRIORITIES),
  criteria: vine.enum(['image', 'video'] as const).optional(),
  hours: vine.number().min(0.25).max(8760),
  responseHours: vine.number().min(0.25).max(8760).optional(),
})

/** Hours between two backups that a day can be parted into, or whole days. */
export const BACKUP_HOURS = [0, 1, 2, 3, 4, 6, 8, 12, 24, 48, 72, 168]

export const settingsValidator = vine.create({
  fileMegabytes: vine.number().withoutDecimals().min(1).max(1000),
  filesPerTicket: vine.number().withoutDecimals().min(1).max(100),
  confirmAfterDays: vine.number().withoutDecimals().min(0).max(365),
  closeAfterDays: vine.number().withoutDecimals().min(0).max(365),
  trashDays: vine.number().withoutDecimals().min(0).max(3650),
  linksNeedSignIn: box(),
  backupEveryHours: vine.number().in(BACKUP_HOURS).optional(),
  backupAt: vine
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  backupKeepLast: vine.number().withoutDecimals().min(1).max(1000).optional(),
  backupKeepDays: vine.number().withoutDecimals().min(0).max(3650).optional(),
  reportsAt: vine
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  groupReport: vine.enum(['daily', 'never'] as const).optional(),
})
