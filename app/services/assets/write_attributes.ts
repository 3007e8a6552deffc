const NAME = /^[@:a-zA-Z_][\w:@.-]*$/
const SHUT_OUT = /^(style|on.*)$/i
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * HTML attributes of a component, escaped: `values` without the names in `omit`, over `defaults`, classes joined.
 * A component rendered as a page of its own has no `$props`: it gets the defaults.
 * Null, undefined and false leave an attribute out, true writes its bare name; 0 and '' are values.
 *
 * Edge's own `$props.toAttrs()` (6.5.1) writes values unescaped and drops 0 and '', so components use this.
 * Throws on names the content security policy shuts out (`style`, `on…`): nothing would happen in the browser.
 */
export function writeAttributes(
  values: Record<string, unknown> | { all(): Record<string, unknown> } | undefined,
  omit: string[] = [],
  defaults: Record<string, unknown> = {}
): string {
  const all = (typeof values?.all === 'function' ? values.all() : (values ?? {})) as Record<
    string,
    unknown
  >
  let written = ''
  for (const name of Object.keys(defaults)) {
    const value = all[name] === undefined || omit.includes(name) ? defaults[name] : all[name]
    const isJoined = name === 'class' && defaults.class && all.class
    written += writeAttribute(name, isJoined ? [defaults.class, all.class].flat() : value)
  }
  for (const name of Object.keys(all)) {
    if (name in defaults || omit.includes(name)) continue
    written += writeAttribute(name, all[name])
  }
  return written
}

function writeAttribute(name: string, value: unknown): string {
  if (value === null || value === undefined || value === false) return ''
  if (!NAME.test(name)) throw new Error(`"${name}" is no attribute name`)
  if (SHUT_OUT.test(name))
    throw new Error(`The policy of the pages shuts out the attribute "${name}"`)
  if (value === true) return ` ${name}`
  const text = Array.isArray(value) ? value.filter(Boolean).join(' ') : String(value)
  return ` ${name}="${text.replace(/[&<>"']/g, (sign) => ESCAPES[sign])}"`
}
