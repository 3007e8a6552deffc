import { colour } from './colours.js'

/** How a chart stands exactly where the server drew it: the same edges, the same axis, and no words of its own. */
export function options({ kind, labels, series, top, bottom, max, texts }) {
  const common = {
    animation: false,
    maintainAspectRatio: false,
    layout: { autoPadding: false, padding: { top, bottom, left: 0, right: 0 } },
    plugins: { legend: { display: false }, tooltip: tooltip(series) },
  }
  if (kind === 'ring')
    return { ...common, type: 'doughnut', layout: { padding: 4 }, cutout: '69.4%' }
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
