import { readdir } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import type { Edge } from 'edge.js'
import { controllers } from '#generated/controllers'

/** The pages that people have open all day, and what they do there. */
const ALL_DAY = [
  controllers.Dashboard,
  controllers.Tickets,
  controllers.Approvals,
  controllers.Notifications,
  controllers.Queues,
  controllers.tickets.Comments,
  controllers.tickets.Transitions,
]
const TEMPLATES =
  /^(components|partials|pages[\\/](dashboard|approvals|notifications|queues|tickets)[\\/][^\\/]+$)/

/**
 * Loads what the first visitor of these pages would wait for: code that is imported when it is first asked for, and
 * templates that are compiled then. A piece at a time, so that whoever is there already does not wait for it; until the
 * process ends.
 */
export async function warmUp(edge: Edge): Promise<void> {
  // Edge (6.5.1) knows the tags of components and plugins from the first renderer on; before, they would pass for text.
  edge.createRenderer()
  const files = await readdir(app.viewsPath(), { recursive: true })
  const templates = files.filter((file) => TEMPLATES.test(file) && file.endsWith('.edge'))
  for (const prepare of [...ALL_DAY, ...templates.map((file) => () => compile(edge, file))]) {
    if (app.isTerminating) return
    await prepare()
    await breathe()
  }
}

function compile(edge: Edge, file: string) {
  try {
    edge.asyncCompiler.compile(file)
  } catch {
    // What another template includes need not be whole by itself; one that is wrong says so when it is shown.
  }
}
