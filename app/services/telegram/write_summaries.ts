import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import type Delivery from '#models/delivery'
import { cut } from '#services/telegram/cards/card_text'
import { escapeHtml } from '#services/telegram/say'
import { wordsOf } from '#services/words/words_of'

/** Characters of a name or title: ten summaries stay within one message. */
const LONGEST_PART = 100

/**
 * What the group reads, one line an event: who did what to which ticket, and the way to its page. No text that people
 * wrote but the title; nothing of a ticket that is in the trash or purged.
 * @returns the HTML, empty when there is nothing left to say, and the deliveries that are in it
 */
export async function writeSummaries(
  deliveries: Delivery[]
): Promise<{ html: string; ids: number[] }> {
  const { i18n } = wordsOf(null)
  const rows = await db
    .from('deliveries as d')
    .join('tickets as t', 't.id', 'd.ticket_id')
    .join('activities_in_full as a', 'a.id', 'd.activity_id')
    .leftJoin('users as u', 'u.id', 'a.actor_id')
    .whereIn(
      'd.id',
      deliveries.map(({ id }) => id)
    )
    .where('a.is_internal', false)
    .whereNull('t.deleted_at')
    .orderBy('d.id')
    .select('d.id', 'd.ticket_id', 'd.kind', 't.title', 'a.details')
    .select(
      db.raw(`coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as name`)
    )
  const said = rows.map((row) => {
    const name = cut(row.name ?? i18n.t('notifications.desk'), LONGEST_PART)
    return { row, words: escapeHtml(sentence(row, name, i18n.t.bind(i18n))) }
  })
  return { html: blocksOf(said).join('\n\n'), ids: rows.map(({ id }) => Number(id)) }
}

/** What follows one another on one ticket stands together below its name. */
function blocksOf(said: { row: any; words: string }[]): string[] {
  const blocks: { ticketId: number; title: string; lines: string[] }[] = []
  for (const { row, words } of said) {
    const last = blocks.at(-1)
    if (last?.ticketId === row.ticket_id) last!.lines.push(words)
    else blocks.push({ ticketId: row.ticket_id, title: row.title, lines: [words] })
  }
  return blocks.map(({ ticketId, title, lines }) => {
    const name = escapeHtml(cut(`#${ticketId} ${title}`, LONGEST_PART))
    const address = escapeHtml(`${appUrl}/tickets/${ticketId}`)
    return [`<b>${name}</b>`, ...lines, address].join('\n')
  })
}

function sentence(
  { kind, details }: { kind: string; details: Record<string, unknown> },
  name: string,
  t: (key: string, values?: Record<string, string>) => string
): string {
  const step = details.step ? t(`workflow.step.${details.step}`).toLowerCase() : ''
  const to = cut(String(details.name ?? ''), LONGEST_PART)
  return t(`telegram.group.${kind}`, { name, step, to })
}
