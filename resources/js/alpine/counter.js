/** Says how many characters are left: x-data="counter" around a field with maxlength and <output x-text="left">. */
export function counter() {
  return {
    left: '',
    init() {
      const field = this.$el.querySelector('[maxlength]')
      const count = () => {
        const rest = field.maxLength - field.value.length
        this.left = rest < field.maxLength / 5 ? String(rest) : ''
      }
      field.addEventListener('input', count)
      count()
    },
  }
}
