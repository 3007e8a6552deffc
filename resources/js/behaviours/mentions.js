const TYPING = /(?:^|[^\w@/#&.-])@([\w.-]{0,32})$/
let box = null

// "@" in a field with data-mentions offers names; the box that does it loads with the first one.
document.addEventListener('input', async ({ target }) => {
  if (!target.dataset?.mentions) return
  const typed = typedIn(target)
  if (typed === null) return box?.close()
  box ??= await import('../mentions/box.js')
  box.suggest(target, typed, () => typedIn(target) === typed)
})

/** What stands between "@" and the caret; null when no name is being typed. */
function typedIn(field) {
  if (field.selectionStart !== field.selectionEnd) return null
  return TYPING.exec(field.value.slice(0, field.selectionStart))?.[1] ?? null
}
