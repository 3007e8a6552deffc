// A comment that was taken leaves its box empty; morphing keeps whatever stands in a field.
document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  const form = ctx.sourceElement
  if (form?.matches?.('.comment-form') && ctx.response?.status < 300) form.reset()
})
