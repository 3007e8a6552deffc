const TONES = ['ready', 'done', 'active', 'wait', 'stop', 'rest']
const NAMED = 3

/** Shows who else looks at the ticket: [data-looking="42"], with its sentences in data-one and data-many. */
export function show({ ticket, people }) {
  for (const place of document.querySelectorAll(`[data-looking="${ticket}"]`)) {
    place.querySelector('.avatars').replaceChildren(...people.slice(0, NAMED).map(avatar))
    place.querySelector('[data-names]').textContent = sentence(place, people)
    place.hidden = people.length === 0
  }
}

function sentence({ dataset }, people) {
  if (people.length === 0) return ''
  const names = people.slice(0, NAMED).map(({ name }) => name)
  const more = people.length - names.length
  if (more > 0) names.push(dataset.more.replace('{count}', more))
  const list = new Intl.ListFormat(document.documentElement.lang).format(names)
  return (people.length === 1 ? dataset.one : dataset.many).replace('{names}', list)
}

function avatar({ id, name }) {
  const face = document.createElement('span')
  const parts = name.split(' ')
  face.className = 'avatar'
  face.dataset.tone = TONES[id % TONES.length]
  face.title = name
  face.ariaHidden = 'true'
  face.textContent = (
    parts.length > 1 ? parts[0][0] + parts.at(-1)[0] : name.slice(0, 2)
  ).toUpperCase()
  return face
}
