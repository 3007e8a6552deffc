/** The file is there: its id stands in the form from now on, as it does for a file that came with the page. */
export function keep(area, row, { id, files }) {
  const field = document.createElement('input')
  Object.assign(field, { type: 'hidden', name: area.dataset.uploadField, value: id })
  row.element.append(field)
  keepThumbnail(row, files?.[0]?.thumbnail)
  row.show('done')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export function keepThumbnail(row, address) {
  if (!address) return
  const picture = Object.assign(new Image(160, 120), { src: address, alt: '' })
  row.element.querySelector('.thumb').replaceChildren(picture)
}
