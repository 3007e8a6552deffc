/** A field that types and chooses from a list at once (ARIA combobox); it is one only while the list is there. */
export function tie(field, list) {
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', field.dataset.mentionsLabel)
  const traits = {
    'role': 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'true',
    'aria-controls': list.id,
  }
  for (const [name, value] of Object.entries(traits)) field.setAttribute(name, value)
  mark(field, list, 1)
}

export function untie(field) {
  for (const name of [
    'role',
    'aria-autocomplete',
    'aria-expanded',
    'aria-controls',
    'aria-activedescendant',
  ])
    field.removeAttribute(name)
}

/** Marks the next option, or the one before; around the ends. */
export function mark(field, list, step) {
  const options = [...list.querySelectorAll('[role=option]')]
  const at = options.findIndex((option) => option.ariaSelected === 'true')
  const next = options.at((at + step) % options.length)
  for (const option of options) option.ariaSelected = String(option === next)
  field.setAttribute('aria-activedescendant', next.id)
  next.scrollIntoView({ block: 'nearest' })
}
