// The file that is shown stands in the middle of the row of all, as far as it can.
const strip = document.querySelector('.gallery-strip')
const shown = strip?.querySelector('[aria-current]')

if (shown) {
  const { left, width } = shown.getBoundingClientRect()
  strip.scrollLeft += left + width / 2 - strip.clientWidth / 2
}
