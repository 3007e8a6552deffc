/** Milliseconds as a time of a film: 1:02.48 */
export function clock(ms) {
  const hundredths = Math.floor(ms / 10)
  const rest = ((hundredths % 6000) / 100).toFixed(2).padStart(5, '0')
  return `${Math.floor(hundredths / 6000)}:${rest}`
}
