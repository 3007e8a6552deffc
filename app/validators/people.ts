import vine from '@vinejs/vine'
import { RESULTS } from '#services/accounts/sign_in'
import { MOST_PAGES } from '#services/lists/pager'
import { STATES } from '#services/people/list_people'
import { email, id, name, newPassword, role, username } from '#validators/accounts'

const names = { username: username(), email: email(), firstName: name(), lastName: name() }
const version = () => vine.number().min(0).max(Number.MAX_SAFE_INTEGER)
const seen = () => vine.number().min(0).max(1_000_000).optional()
/** What becomes of the open work, by department: `d12` and a person, `queue` or `stay`. */
const choices = () => ({
  work: vine
    .record(
      vine
        .string()
        .regex(/^(queue|stay|[1-9]\d{0,8})$/)
        .nullable()
    )
    .optional(),
  posts: vine
    .record(
      vine
        .string()
        .regex(/^[1-9]\d{0,8}$/)
        .nullable()
    )
    .optional(),
})
const page = () => vine.number().min(1).max(MOST_PAGES).withoutDecimals().optional()
const q = () => vine.string().trim().maxLength(100).optional()

export const newPersonValidator = vine.create({
  ...names,
  role: role(),
  departmentId: id(),
  password: newPassword().optional(),
})

export const editPersonValidator = vine.create({ ...names, version: version() })

export const placeValidator = vine.create({
  role: role(),
  departmentId: id(),
  version: version().optional(),
  seen: seen(),
  ...choices(),
})

export const deactivationValidator = vine.create({ seen: seen(), ...choices() })

export const peopleFilterValidator = vine.create({
  q: q(),
  role: role().optional(),
  department: id().optional(),
  state: vine.enum(STATES).optional(),
  page: page(),
})

export const attemptFilterValidator = vine.create({
  q: q(),
  result: vine.enum(RESULTS).optional(),
  page: page(),
})
