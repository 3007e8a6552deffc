/** What people write on tickets, by the moment it is said. */
export const demoTalk = {
  asked: [
    'The copy is final, legal has read it.',
    'Any chance to get it a day earlier?',
    'Please use the **new** logo, the old one is still in some folders.',
    'I put last year’s set into the files, for the mood only.',
  ],
  question: [
    'Which size is the most important one? I would start with that.',
    'Do we have the rights for the picture in the brief?',
    'Should the peso sign stand before or after the amount?',
    'Is the date final? It is the largest word on the card.',
  ],
  answer: [
    'Start with 1080 × 1080, the others can follow.',
    'Yes, bought for a year.',
    'Before, as always.',
    'Final. The event page says the same.',
  ],
  working: [
    'First version is in the files. Look at the second one above all.',
    'Colours adjusted after the proof print.',
    'Subtitles are in, waiting for the voice.',
    'Two versions: A is calmer, B is louder.',
  ],
  note: [
    'The source file is on the shared drive, folder 47. Fonts are embedded.',
    'This brand always asks for one more round; plan half a day.',
    'Kim is on leave on Friday, I take over the export.',
    'Reuse the layers of the last payday set.',
  ],
  thanks: ['Looks great, thank you.', 'Exactly what we needed.', 'The team loves it.'],
  revision: [
    'The product name is too small on phones. At least a third of the width.',
    'Swap the first two scenes, the offer comes too late.',
    'The date is wrong: it is the 28th, not the 27th.',
    'Less red. It looks like a warning.',
    'The small print does not fit our last wording, see the file.',
  ],
  rejected: [
    'We have no budget for this in this month. Ask again in the next.',
    'This doubles the set of last week. Use that one.',
    'The offer is not approved by Finance yet.',
    'Too short for this many pieces. Split it and start with the statics.',
  ],
  approved: ['', '', '', 'Go ahead.', 'Fine with me, mind the deadline.', 'Yes. Statics first.'],
  sent_back: ['The brief names two different offers. Say which one counts.'],
  trashed: ['Asked twice by mistake.'],
} as const
