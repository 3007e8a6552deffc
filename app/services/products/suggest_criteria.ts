/**
 * The criteria that a product's name suggests when it is made: VID → video, STATIC → image, as whole words. Stored
 * then, and never guessed again.
 */
export function suggestCriteria(name: string): 'image' | 'video' | null {
  if (/\bVID\b/i.test(name)) return 'video'
  if (/\bSTATIC\b/i.test(name)) return 'image'
  return null
}
