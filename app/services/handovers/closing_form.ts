import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import type { OpenThere } from '#services/handovers/open_there'

/** A department, or that it stays where it is. */
export type Destination = number | 'stay'

export interface ClosingForm {
  peopleTo?: Destination
  ticketsTo?: Destination
  typesTo?: number
}

/**
 * What would be orphaned needs a choice, and one that leaves somebody with it.
 * @throws Invalid 422 (`peopleTo`, `ticketsTo`, `typesTo`)
 */
export function refuseUnchosen(
  open: OpenThere,
  { peopleTo, ticketsTo, typesTo }: ClosingForm
): void {
  if (open.types.length > 0 && !typesTo) throw new Invalid('typesTo', 'master.close_choose')
  if (open.handled.count > 0 && !ticketsTo) throw new Invalid('ticketsTo', 'master.close_choose')
  if (open.people > 0 && !peopleTo) throw new Invalid('peopleTo', 'master.close_choose')
  const arePeopleGone = typeof peopleTo === 'number' || open.people === 0
  if (!arePeopleGone) return
  if (open.handled.count > 0 && ticketsTo === 'stay') {
    throw new Invalid('ticketsTo', 'master.close_people_away')
  }
  if (open.signed.count > 0 && open.people > 0) {
    throw new Invalid('peopleTo', 'master.close_creative_work')
  }
}

/**
 * Each destination is another department in use, and stays so until the caller commits.
 * @throws Invalid 422 at its field
 */
export async function refuseClosed(
  trx: TransactionClientContract,
  form: ClosingForm,
  from: number
): Promise<void> {
  for (const [field, to] of Object.entries(form)) {
    if (typeof to !== 'number') continue
    const row = await trx
      .from('departments')
      .where({ id: to, is_active: true })
      .whereNot('id', from)
      .forShare()
      .select('id')
      .first()
    if (!row) throw new Invalid(field, 'master.successor_unknown')
  }
}
