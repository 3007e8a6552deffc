const TYPED = 'textarea, select, input:not([type=hidden], [type=search])'

/** True when something else stands in a field of this part than the server wrote. */
export function isTyped(part) {
  return [...part.querySelectorAll(TYPED)].some(isChanged)
}

function isChanged(field) {
  if (field.matches('[type=checkbox], [type=radio]')) return field.checked !== field.defaultChecked
  if (field.matches('select')) {
    const options = [...field.options]
    const first = options.find((one) => one.defaultSelected) ?? options[0]
    return first !== undefined && field.selectedOptions[0] !== first
  }
  return field.value !== field.defaultValue
}
