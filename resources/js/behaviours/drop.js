import { areaAt, give } from '../uploads/give.js'

const carriesFiles = ({ dataTransfer }) => dataTransfer?.types.includes('Files')

// Files that are dropped: the area that would take them is marked with data-over.
document.addEventListener('dragover', (event) => {
  if (!carriesFiles(event)) return
  // A file dropped beside its place would be opened by the browser, and the page would be gone.
  event.preventDefault()
  const area = areaAt(event.target)
  if (!area) event.dataTransfer.dropEffect = 'none'
  mark(area)
})

document.addEventListener('dragleave', (event) => event.relatedTarget ?? mark(null))

document.addEventListener('drop', (event) => {
  if (!carriesFiles(event)) return
  event.preventDefault()
  mark(null)
  const area = areaAt(event.target)
  if (area) give(area, event.dataTransfer.files)
})

function mark(area) {
  for (const one of document.querySelectorAll('[data-over]'))
    if (one !== area) delete one.dataset.over
  if (area) area.dataset.over = ''
}
