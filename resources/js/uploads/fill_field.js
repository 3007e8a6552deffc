/** Puts files beside those that wait in an area's file field already, or in place of the one that it takes. */
export function fillField(area, files) {
  const input = area.querySelector('input[type=file]')
  const kept = new DataTransfer()
  for (const file of [...(input.multiple ? input.files : []), ...files]) kept.items.add(file)
  input.files = kept.files
}
