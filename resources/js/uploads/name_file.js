/** Pictures from the clipboard are all called alike: they get a name that says when they were pasted. */
export function nameFile(file, word) {
  const [, ending] = /^image\.(\w+)$/i.exec(file.name) ?? []
  if (!ending) return file
  const now = new Date()
  const two = (number) => String(number).padStart(2, '0')
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-')
  const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join('.')
  return new File([file], `${word} ${day} ${time}.${ending}`, {
    type: file.type,
    lastModified: now,
  })
}
