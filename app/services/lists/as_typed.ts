/** Filters as they were typed, for the form that says what is wrong; of a list or an object nothing is repeated. */
export function asTyped<Name extends string>(
  form: Record<string, unknown>,
  names: readonly Name[]
): Partial<Record<Name, string>> {
  const texts = names.flatMap((name) => {
    const value = form[name]
    return typeof value === 'string' && value !== '' ? [[name, value]] : []
  })
  return Object.fromEntries(texts)
}
