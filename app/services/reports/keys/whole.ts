/** An average in whole units; null stays none. */
export function whole(value: number | null): number | null {
  return value === null ? null : Math.round(value)
}
