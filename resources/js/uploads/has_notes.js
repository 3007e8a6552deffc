/** True when this browser remembers uploads of a page that was left; false where it may remember nothing. */
export function hasNotes() {
  try {
    return localStorage.getItem('uploads') !== null
  } catch {
    return false
  }
}
