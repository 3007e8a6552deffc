import { colour } from './colours.js'

/** The canvas is wider than its frame, so that no mark is cut at the edge; as in chart.css. */
const SIDE = 6

/** How a chart stands exactly where the server drew it: the same edges, the same axis, and no words of its own. */
export function options({ kind, labels, series, top, bottom, max }) {
  const common = {
    animation: false,
    maintainAspectRatio: false,
    layout: { autoPadding: false, padding: { top, bottom, left: SIDE, right: SIDE } },
    plugins: { legend: { display: false }, tooltip: tooltip(series) },
  }
  if (kind === 'ring')
    return {
      ...common,
      type: 'doughnut',
      layout: { padding: { top: 4, bottom: 4, left: SIDE + 4, right: SIDE + 4 } },
      cutout: '69.4%',
    }
  const figures = { display: false, min: 0, max, stacked: kind === 'stacked' }
  const names = {
    display: false,
    stacked: kind === 'stacked',
    offset: kind !== 'lines' || labels.length === 1,
  }
  if (kind === 'lines') {
    return {
      ...common,
      type: 'line',
      clip: false,
      interaction: { mode: 'index', intersect: false },
      scales: { x: names, y: figures },
    }
  }
  return {
    ...common,
    type: 'bar',
    indexAxis: 'y',
    interaction: { mode: 'index', axis: 'y', intersect: false },
    scales: { x: figures, y: names },
  }
}

function tooltip(series) {
  return {
    backgroundColor: colour('--raised'),
    borderColor: colour('--line-button'),
    borderWidth: 1,
    titleColor: colour('--ink'),
    bodyColor: colour('--ink-2'),
    padding: 10,
    cornerRadius: 7,
    boxPadding: 4,
    animation: false,
    callbacks: {
      label: ({ datasetIndex, dataIndex, dataset }) =>
        `${dataset.label}: ${series[datasetIndex].texts[dataIndex]}`,
    },
  }
}
