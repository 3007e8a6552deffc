import type { I18n } from '@adonisjs/i18n'
import type RequestType from '#models/request_type'
import { workflows } from '#workflows/index'

/** Request types of one workflow to choose from: those that stand alone, and others below their headings. */
export interface TypeGroup {
  label: string
  types: RequestType[]
  headings: { label: string; types: RequestType[] }[]
}

/** The active types by workflow and heading, in their order. A heading stands there for its types; nobody asks for it. */
export function groupTypes(all: RequestType[], i18n: I18n): TypeGroup[] {
  const types = all.filter((one) => one.isActive)
  const below = ({ id }: RequestType) => types.filter(({ parentId }) => parentId === id)
  return workflows
    .map(({ key }) => {
      const own = types.filter(({ workflow, parentId }) => workflow === key && !parentId)
      return {
        label: i18n.t(`workflow.${key}.name`),
        types: own.filter((one) => below(one).length === 0),
        headings: own
          .filter((one) => below(one).length > 0)
          .map((one) => ({ label: one.name, types: below(one) })),
      }
    })
    .filter(({ types: own, headings }) => own.length + headings.length > 0)
}

/** Whether somebody may ask for this type: it is in use, and no heading of others that are. */
export function isAskable(type: RequestType, all: RequestType[]): boolean {
  return type.isActive && !all.some((one) => one.parentId === type.id && one.isActive)
}
