import type { HttpContext } from '@adonisjs/core/http'

const DEPTH = 8

/** Makes of what a stranger can send as a form something that the parser, and the request that keeps it, survive. */
export function tameMultipart(request: HttpContext['request']): void {
  tameBody(request)
  tameParts(request)
}

/**
 * A field `items[4000000000]` becomes an array of that length (lodash.set in @adonisjs/bodyparser 11), and the copy that
 * the request keeps of its body would fill all memory: lists become dense before, files and deep nesting go.
 */
function tameBody(request: HttpContext['request']) {
  const keep = request.setInitialBody.bind(request)
  request.setInitialBody = (body) => keep(dense(body, 0) as Record<string, unknown>)
}

/**
 * @adonisjs/bodyparser 11.0.4 looks up who takes a file by the name of its part and reads a path in that name; with
 * `constructor` or `a[length]` that throws where nobody catches it, and the process ends. Which field a file stood in
 * matters to nobody here, so every file gets the same plain name before.
 */
function tameParts({ request: incoming }: HttpContext['request']) {
  const pipe = incoming.pipe.bind(incoming)
  incoming.pipe = (form, options) => {
    form.prependListener('part', (part: { name?: string }) => {
      if (part.name) part.name = 'file'
    })
    return pipe(form, options)
  }
}

function dense(value: any, depth: number): unknown {
  if (value === null || typeof value !== 'object') return value
  if (value.isMultipartFile || depth > DEPTH) return undefined
  if (Array.isArray(value)) return Object.values(value).map((one) => dense(one, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, dense(one, depth + 1)])
  )
}
