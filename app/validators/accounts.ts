import vine from '@vinejs/vine'
import { THEMES, isTimeZone } from '#services/accounts/choices'
import { line } from '#validators/line'

export const username = () =>
  vine
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/)
export const email = () => vine.string().trim().toLowerCase().email().maxLength(254)
export const name = () => line(60).minLength(1)
export const newPassword = () => vine.string().minLength(10).maxLength(200)
export const id = () => vine.number().positive().max(2147483647).withoutDecimals()
export const role = () => vine.enum(['admin', 'manager', 'member'] as const)

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
  keysOff: vine.accepted().optional(),
})

export const ownEmailValidator = vine.create({
  email: email(),
  currentPassword: vine.string().maxLength(200),
})

export const themeValidator = vine.create({ theme: vine.enum(THEMES) })
