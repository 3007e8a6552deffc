import vine from '@vinejs/vine'
import { workflows } from '#workflows/index'

/** Moves that need no words and so can be made from the dashboard; a decision names what was seen, so it is not one. */
const MOVES = workflows.flatMap(({ transitions }) =>
  transitions
    .filter(({ name, by, needs }) => by === 'transition' && !needs && name !== 'approve')
    .map(({ name }) => name)
)

export const moveForm = vine.create({ name: vine.enum([...new Set(MOVES)]) })
