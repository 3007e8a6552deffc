/**
 * Counts ticked rows for a bulk bar: x-data="selection", x-show="count" on the bar, x-text="count" inside,
 * @click="clear" on its last button, data-all on the box that ticks all the others.
 */
export function selection() {
  return {
    count: 0,
    init() {
      this.$el.addEventListener('change', (event) => {
        if (event.target.matches('[data-all]')) this.tick(event.target.checked)
        this.recount()
      })
      this.recount()
    },
    boxes() {
      return [...this.$el.querySelectorAll('tbody input[type=checkbox]')]
    },
    tick(on) {
      for (const box of this.boxes()) box.checked = on
    },
    clear() {
      this.tick(false)
      this.recount()
    },
    recount() {
      const boxes = this.boxes()
      this.count = boxes.filter((box) => box.checked).length
      const all = this.$el.querySelector('[data-all]')
      if (all) all.checked = boxes.length > 0 && this.count === boxes.length
    },
  }
}
