/**
 * Product rows: [data-rows] holds [data-row] lines, <template data-row-pattern> with __index__ in its names,
 * [data-row-add], [data-row-remove], [data-rows-total] and [data-rows-split]. An option's data-criteria says what a
 * product is made of. Without scripts the two buttons submit the form, and the server answers with the new rows.
 */
document.addEventListener('click', (event) => {
  const rows = event.target.closest('[data-rows]')
  const add = event.target.closest('[data-row-add]')
  const remove = event.target.closest('[data-row-remove]')
  if (!rows || (!add && !remove)) return
  event.preventDefault()
  if (add) append(rows)
  else if (rows.querySelectorAll('[data-row]').length > 1) remove.closest('[data-row]').remove()
  for (const name of ['input', 'change']) rows.dispatchEvent(new Event(name, { bubbles: true }))
})

function append(rows) {
  const pattern = rows.querySelector('template[data-row-pattern]').innerHTML
  const lines = rows.querySelectorAll('[data-row]')
  const index = Number(rows.dataset.next ?? lines.length)
  rows.dataset.next = index + 1
  lines[lines.length - 1].insertAdjacentHTML('afterend', pattern.replaceAll('__index__', index))
  ;[...rows.querySelectorAll('[data-row]')].at(-1).querySelector('select').focus()
}

document.addEventListener('input', (event) => {
  const rows = event.target.closest('[data-rows]')
  if (rows) count(rows)
})

function count(rows) {
  const sums = {}
  let total = 0
  for (const row of rows.querySelectorAll('[data-row]')) {
    const option = row.querySelector('select').selectedOptions[0]
    const pieces = Math.max(0, Number.parseInt(row.querySelector('[data-quantity]').value, 10) || 0)
    const criteria = criteriaOf(row, option)
    if (!option?.value) continue
    if (criteria) sums[criteria] = (sums[criteria] ?? 0) + pieces
    total += pieces
  }
  const split = rows.querySelector('[data-rows-split]')
  split.textContent = Object.entries(sums)
    .map(([criteria, sum]) => `${sum} ${criteria.toLowerCase()}`)
    .join(', ')
  const out = rows.querySelector('[data-rows-total]')
  out.textContent = `${total} ${total === 1 ? out.dataset.one : out.dataset.many}`
}

// A product says what it is made of; where it does not, or the type asks, [data-criteria-choice] does.
function criteriaOf(row, option) {
  const known = option?.dataset.criteria ?? ''
  const word = row.querySelector('[data-criteria-word]')
  if (word) word.textContent = known
  const choice = row.querySelector('[data-criteria-choice]')
  if (!choice) return known
  choice.hidden = choice.dataset.criteriaChoice !== 'always' && (!option?.value || known !== '')
  return choice.hidden ? known : (choice.selectedOptions[0].dataset.word ?? '')
}
