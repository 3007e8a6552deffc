import vine from '@vinejs/vine'
import { THEMES, isTimeZone } from '#services/accounts/choices'

const username = () =>
  vine
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/)
const email = () => vine.string().trim().toLowerCase().email().maxLength(254)
const name = () => vine.string().trim().minLength(1).maxLength(60)
const newPassword = () => vine.string().minLength(10).maxLength(200)
const id = () => vine.number().positive().max(2147483647).withoutDecimals()
const role = () => vine.enum(['admin', 'manager', 'member'] as const)

const person = { username: username(), email: email(), firstName: name(), lastName: name() }

export const signInValidator = vine.create({
  name: vine.string().trim().maxLength(254),
  password: vine.string().maxLength(200),
  remember: vine.string().optional(),
})

export const registrationValidator = vine.create({
  ...person,
  password: newPassword(),
  departmentId: id(),
})

export const setupValidator = vine.create({
  ...person,
  password: newPassword(),
  departmentId: id(),
  demo: vine.string().optional(),
})

export const forgottenValidator = vine.create({ name: vine.string().trim().maxLength(254) })

export const newPasswordValidator = vine.create({ password: newPassword() })

export const ownPasswordValidator = vine.create({
  currentPassword: vine.string().maxLength(200),
  password: newPassword(),
})

export const profileValidator = vine.create({
  firstName: name(),
  lastName: name(),
  timeZone: vine
    .string()
    .maxLength(60)
    .use(
      vine.createRule((value, _, field) => {
        if (!isTimeZone(value)) field.report('in', 'in', field)
      })()
    )
    .optional(),
  locale: vine.string().maxLength(10).optional(),
})

export const ownEmailValidator = vine.create({
  email: email(),
  currentPassword: vine.string().maxLength(200),
})

export const themeValidator = vine.create({ theme: vine.enum(THEMES) })

export const newPersonValidator = vine.create({
  ...person,
  role: role(),
  departmentId: id(),
  password: newPassword().optional(),
})

export const personValidator = vine.create({ ...person, version: vine.number() })

export const placeValidator = vine.create({
  role: role(),
  departmentId: id(),
  version: vine.number(),
  seen: vine.number().optional(),
})
