/**
 * Opens something in place of its button: x-data="reveal", @click.prevent="toggle" on a link that also works
 * without scripts, x-show="open" x-ref="part" on what appears. Focus goes to its first field.
 */
export function reveal() {
  return {
    open: false,
    init() {
      this.open = this.$el.hasAttribute('data-open')
    },
    toggle() {
      this.open = !this.open
      if (this.open)
        this.$nextTick(() =>
          this.$refs.part.querySelector('textarea, input, select, button')?.focus()
        )
    },
  }
}
