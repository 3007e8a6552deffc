import db from '@adonisjs/lucid/services/db'
import { ANSWERS_SHOWN } from '#services/proofing/limits'
import type { LoadedPin } from '#services/proofing/load_pins'
import type { Written } from '#services/proofing/written'

export interface LoadedWords extends Written {
  id: number
  pin_id: number
  body: string
}

/** The first words of each pin and its newest answers; of one pin, or of all, every answer. */
export async function loadWords(pins: LoadedPin[], whole: number | 'all'): Promise<LoadedWords[]> {
  if (pins.length === 0) return []
  const { rows } = await db.rawQuery(
    `select c.*, g.name as guest_name from (
       select *, row_number() over (partition by pin_id order by id) as place,
         row_number() over (partition by pin_id order by id desc) as back
       from pin_comments where pin_id = any(:ids)
     ) c left join guests g on g.id = c.guest_id
     where c.place = 1 or c.back <= :shown or :isWhole or c.pin_id = :whole
     order by c.id`,
    {
      ids: pins.map(({ id }) => id),
      shown: ANSWERS_SHOWN,
      isWhole: whole === 'all',
      whole: pins.find(({ number }) => number === whole)?.id ?? 0,
    }
  )
  return rows
}
