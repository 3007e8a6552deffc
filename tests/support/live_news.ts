/** What news would make the page do; a text, because it runs there. */
export const REFRESH = `(async () => {
  const { src } = document.querySelector('script[src$="/js/app.js"]')
  const { refresh } = await import(src.replace('app.js', 'live/refresh.js'))
  await refresh(document.querySelector('[data-live]'), new Set(['all']))
})()`
