/** A number of bytes in the words of the page's language, such as "3.1 MB"; as the server says it (words/size_of.ts). */
export function formatSize(bytes) {
  const [unit, by, digits] = bytes < 1e6 ? ['kilobyte', 1e3, 0] : ['megabyte', 1e6, 1]
  const format = { style: 'unit', unit, maximumFractionDigits: digits }
  const least = bytes === 0 ? 0 : 1 / 10 ** digits
  const number = new Intl.NumberFormat(document.documentElement.lang, format)
  return number.format(Math.max(bytes / by, least))
}
