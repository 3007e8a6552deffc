import type { Edge } from 'edge.js'

/** Templates change under a developer alone: everybody else compiles each of them once. */
export function keepTemplates(edge: Edge): void {
  edge.configure({ cache: true })
  keepComponents(edge.loader)
  for (const compiler of [edge.compiler, edge.asyncCompiler]) keepPartials(compiler)
}

/** Edge (6.5.1) lists the folders of components again for each page, though it keeps the templates themselves. */
function keepComponents(loader: Edge['loader']) {
  let kept: ReturnType<typeof loader.listComponents> | undefined
  const list = loader.listComponents.bind(loader)
  loader.listComponents = () => (kept ??= list())
}

/**
 * Edge (6.5.1) keeps no partial: what `@include` names is read and compiled again for each page. What comes out depends on
 * the names of the variables around it alone.
 */
function keepPartials(compiler: Edge['compiler']) {
  const compile = compiler.compile.bind(compiler)
  const kept = new Map<string, ReturnType<typeof compile>>()
  compiler.compile = (path, variables) => {
    if (!variables) return compile(path)
    const key = [path, ...variables].join(' ')
    const partial = kept.get(key) ?? compile(path, variables)
    kept.set(key, partial)
    return partial
  }
}
