/** The token of this page, or an empty string. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? ''
}

document.addEventListener('htmx:config:request', (event) => {
  const { request } = event.detail.ctx
  if (request.method !== 'GET') request.headers['X-CSRF-TOKEN'] = csrfToken()
})
