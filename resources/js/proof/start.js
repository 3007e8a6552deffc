import { wake } from './wake.js'

const awake = new WeakMap()

/** Wakes what is new on the page, and draws again where the server wrote something else. */
export function start() {
  for (const root of document.querySelectorAll('[data-proof]')) {
    if (!awake.has(root)) awake.set(root, wake(root))
    else awake.get(root).then((proof) => proof.renew())
  }
}
