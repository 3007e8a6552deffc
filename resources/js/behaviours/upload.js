import { sendFile } from './send_file.js'

// Files dropped on, pasted into or picked for a [data-upload] area. With data-upload-url each one travels at once and
// leaves a hidden field with its id; without, they wait in the file field like any others.
document.addEventListener('change', (event) => {
  const area = event.target.closest('[data-upload]')
  if (!area?.dataset.uploadUrl || event.target.type !== 'file') return
  take(area, event.target.files)
  event.target.value = ''
})

document.addEventListener('dragover', (event) => {
  const drop = event.target.closest?.('.drop')
  if (!drop) return
  event.preventDefault()
  drop.dataset.over = ''
})

for (const end of ['dragleave', 'drop']) {
  document.addEventListener(end, (event) => delete event.target.closest?.('.drop')?.dataset.over)
}

document.addEventListener('drop', (event) => {
  const area = event.target.closest?.('[data-upload]')
  if (!area || !event.dataTransfer.files.length) return
  event.preventDefault()
  take(area, event.dataTransfer.files)
})

document.addEventListener('paste', (event) => {
  if (!event.clipboardData?.files.length) return
  const area =
    event.target.closest('form')?.querySelector('[data-upload]') ??
    document.querySelector('[data-upload]')
  if (!area) return
  event.preventDefault()
  take(area, event.clipboardData.files)
})

document.addEventListener('click', (event) => {
  const row = event.target.closest('[data-upload-remove]')?.closest('.upload')
  row?.dispatchEvent(new Event('upload:stop'))
  row?.remove()
})

function take(area, files) {
  if (area.dataset.uploadUrl) return [...files].forEach((file) => sendFile(area, file))
  const input = area.querySelector('input[type=file]')
  const kept = new DataTransfer()
  for (const file of [...(input.multiple ? input.files : []), ...files]) kept.items.add(file)
  input.files = kept.files
}
