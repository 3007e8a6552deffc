const DEEDS = {
  in: (stage) => stage.zoom(1.25),
  out: (stage) => stage.zoom(0.8),
  full: (stage) => stage.full(),
  fit: (stage) => stage.fit(),
  turn: (stage) => stage.rotate(90),
}

/** Buttons [data-zoom="in|out|full|fit|turn"] below `root` move these stages; [data-zoom-level] says how large the first is. */
export function bind(root, ...stages) {
  root.addEventListener('click', (event) => {
    const deed = DEEDS[event.target.closest('[data-zoom]')?.dataset.zoom]
    if (deed) stages.forEach(deed)
  })
  const show = () => {
    const percent = `${Math.round(stages[0].pixels * 100)} %`
    for (const place of root.querySelectorAll('[data-zoom-level]')) place.textContent = percent
  }
  stages[0].on('change', show)
  show()
}
