/**
 * Counts ticked rows for a bar of what is done with several: x-data="selection" round bar and rows, data-choose on the box
 * of a row, data-all on the box that ticks all the others, x-text="count" and x-on:click="clear" in the bar.
 */
export function selection() {
  return {
    count: 0,
    init() {
      this.$root.addEventListener('change', (event) => {
        if (event.target.matches('[data-all]')) this.tick(event.target.checked)
        this.recount()
      })
      document.addEventListener('htmx:after:swap', () => this.recount())
      this.recount()
    },
    boxes() {
      return [...this.$root.querySelectorAll('[data-choose]')]
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
      const all = this.$root.querySelector('[data-all]')
      if (!all) return
      all.checked = boxes.length > 0 && this.count === boxes.length
      all.indeterminate = this.count > 0 && !all.checked
    },
  }
}
