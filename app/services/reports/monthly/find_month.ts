import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { NOTHING } from '#services/reports/measures'
import { countMonth } from '#services/reports/monthly/count_month'
import { frozenSource } from '#services/reports/monthly/freeze_month'
import { monthOf, type Month } from '#services/reports/monthly/month'
import type { MonthlyFigures } from '#services/reports/monthly/monthly_figures'
import { nameFigures, type MonthlyNames } from '#services/reports/monthly/name_figures'
import type { ReportAsked } from '#services/reports/narrow_facts'

/** A month with its figures for one viewer. */
export interface FoundMonth {
  month: Month
  figures: MonthlyFigures
  names: MonthlyNames
  /** When it was frozen; null for the month that runs. */
  frozenAt: Date | null
  /** Tickets whose history gave something else when it was frozen; null for the month that runs. */
  differences: number | null
}

/**
 * The figures of a month for somebody: frozen, or of the month that runs as it is now.
 * @param viewer null for the whole house
 * @returns null for a month that is over and not frozen yet, and for one that has not begun
 */
export async function findMonth(asked: Month, viewer: User | null): Promise<FoundMonth | null> {
  const row = await db.from('monthly_reports').where('month', asked.key).first()
  if (!row) return (await isUnfrozen(asked)) ? null : runningMonth(asked, viewer)
  const month = monthOf(asked.year, asked.month, row.zone)
  const isWhole = !viewer || viewer.isAdmin
  const source = frozenSource(month.key)
  const figures: MonthlyFigures = isWhole
    ? { ...row.figures, sums: { ...NOTHING, ...row.figures.sums } }
    : await countMonth({ question: { range: month.range }, viewer, source }, row.ends_at)
  const { frozen_at: frozenAt, differences, names } = row
  return { month, figures, names, frozenAt, differences }
}

/** It is over, and there is something to freeze; months before the first ticket never are. */
async function isUnfrozen({ isOver, startsAt, endsAt }: Month): Promise<boolean> {
  if (!isOver) return false
  const made = await db
    .from('ticket_facts')
    .where('created_at', '>=', startsAt.toJSDate())
    .where('created_at', '<', endsAt.toJSDate())
    .select('ticket_id')
    .first()
  return Boolean(made)
}

async function runningMonth(month: Month, viewer: User | null): Promise<FoundMonth | null> {
  const now = clock.now()
  if (month.startsAt > now) return null
  const asked: ReportAsked = { question: { range: month.range }, viewer }
  const until = month.isOver ? month.endsAt : now
  const figures = await countMonth(asked, until.toJSDate())
  return { month, figures, names: await nameFigures(figures), frozenAt: null, differences: null }
}
