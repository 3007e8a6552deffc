/** A number of bytes in the words of the page's language, such as "3.1 MB". */
export function formatSize(bytes) {
  const unit = bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6]
  const format = { style: 'unit', unit: unit[0], maximumFractionDigits: 1 }
  return new Intl.NumberFormat(document.documentElement.lang, format).format(bytes / unit[1])
}
