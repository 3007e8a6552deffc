/** The tools: buttons [data-tool] with a pressed state; v p b a l on the focused stage. Looking is the tool of no tool. */
export function listen(proof) {
  const { stage, tools, root } = proof
  const keys = { v: 'look', p: 'pin', b: 'box', a: 'arrow', l: 'line' }
  const buttons = [...(tools?.querySelectorAll('[data-tool]') ?? [])]

  proof.take = (tool) => {
    const isOffered = buttons.some((button) => button.dataset.tool === tool)
    if (!isOffered || (tool !== 'look' && !root.querySelector('[data-new-pin]'))) return
    proof.tool = tool
    stage.element.dataset.tool = tool
    stage.drawer = tool === 'look' ? null : proof.drawer
    for (const button of buttons) {
      button.setAttribute('aria-pressed', String(button.dataset.tool === tool))
    }
    proof.say(`hint_${tool}`)
    if (tool !== 'look') proof.pause?.()
  }

  tools?.addEventListener('click', (event) => {
    const button = event.target.closest('[data-tool]')
    if (button) proof.take(button.dataset.tool)
  })
  stage.element.addEventListener('keydown', (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    const tool = isPlain && event.target === stage.element && keys[event.key]
    if (!tool || !buttons.length) return
    event.preventDefault()
    event.stopPropagation()
    proof.take(tool)
  })
}
