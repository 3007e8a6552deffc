/** What requesters pin on pictures: words, shape and place (parts of the picture). */
export const demoPins = [
  {
    body: 'The legal line touches the button.',
    shape: 'box',
    points: [
      [0.05, 0.8],
      [0.45, 0.96],
    ],
  },
  { body: 'Is the peso sign bold here?', shape: 'point', points: [[0.24, 0.62]] },
  {
    body: 'Product name larger: at least a third of the width.',
    shape: 'box',
    points: [
      [0.06, 0.46],
      [0.7, 0.6],
    ],
  },
  { body: 'Warmer, it looks like evening.', shape: 'point', points: [[0.72, 0.24]] },
  {
    body: 'Move this to the right, the thumb covers it on phones.',
    shape: 'arrow',
    points: [
      [0.2, 0.88],
      [0.75, 0.88],
    ],
  },
  {
    body: 'This edge is cut off on the feed.',
    shape: 'line',
    points: [
      [0.02, 0.1],
      [0.02, 0.4],
      [0.03, 0.7],
    ],
  },
] as const
