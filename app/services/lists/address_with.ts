/** A path with those values of its query that are set; a list of values stands there one by one. */
export function addressWith(
  path: string,
  values: Record<string, string | number | readonly (string | number)[] | null | undefined>
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value ?? []].flat()) if (one !== '') search.append(name, String(one))
  }
  return search.size > 0 ? `${path}?${search}` : path
}
