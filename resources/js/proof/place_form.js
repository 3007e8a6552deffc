const GAP = 12
const isNarrow = matchMedia('(width < 48rem)')

/** Keeps the open form beside its mark, wherever zoom and scroll take that; on phones it is a sheet at the bottom. */
export function follow(proof) {
  const place = () => {
    const { form, root } = proof
    if (!form?.matches(':popover-open')) return
    const { style } = form
    const mark =
      root.querySelector('[data-mark=new]') ?? root.querySelector('[data-track], [data-stage]')
    if (isNarrow.matches) return sheet(form, mark)
    const near = mark.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = form
    const isRight = near.right + GAP + width < innerWidth
    const left = isRight ? near.right + GAP : near.left - GAP - width
    style.inset = 'auto'
    style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`
    style.top = `${Math.max(GAP, Math.min(near.top, innerHeight - height - GAP))}px`
  }
  proof.stage?.on('change', place)
  for (const name of ['scroll', 'resize']) addEventListener(name, place, { passive: true })
  // The keyboard of a phone covers the sheet unless that stands on it.
  for (const name of ['scroll', 'resize']) visualViewport?.addEventListener(name, place)
  return () => {
    place()
    if (isNarrow.matches) bringUp(proof)
  }
}

function sheet(form) {
  const { height, offsetTop } = visualViewport
  form.style.inset = `auto 0 ${Math.max(0, innerHeight - height - offsetTop)}px 0`
}

/** The mark is not to be hidden by the sheet that asks about it. */
function bringUp({ form, root }) {
  const mark = root.querySelector('[data-mark=new]')
  const below = mark && mark.getBoundingClientRect().bottom + GAP - form.getBoundingClientRect().top
  if (below > 0) scrollBy({ top: below, behavior: 'instant' })
}
