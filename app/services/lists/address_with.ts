/** A path with those values of its query that are set. */
export function addressWith(
  path: string,
  values: Record<string, string | number | undefined>
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}
