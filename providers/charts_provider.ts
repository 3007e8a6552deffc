import type { ApplicationService } from '@adonisjs/core/types'
import { drawChart } from '#services/charts/draw_chart'

/** Gives templates `drawChart(table, words)`: a drawing has no business of its own, so a component may ask for it. */
export default class ChartsProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    const { default: edge } = await import('edge.js')
    edge.global('drawChart', drawChart)
  }
}
