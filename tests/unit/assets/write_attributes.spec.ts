import { writeAttributes } from '#services/assets/write_attributes'
import { test } from '@japa/runner'

test.group('writeAttributes', () => {
  test('escapes values wherever they come from', ({ assert }) => {
    assert.equal(
      writeAttributes({ 'data-title': `"><script>alert('1')</script>`, 'href': '/?a=1&b=2' }),
      ' data-title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;" href="/?a=1&amp;b=2"'
    )
  })

  test('leaves out nothing but null, undefined and false', ({ assert }) => {
    assert.equal(
      writeAttributes({
        a: null,
        b: undefined,
        c: false,
        d: true,
        e: 0,
        f: '',
        g: ['x', null, 'y'],
      }),
      ' d e="0" f="" g="x y"'
    )
  })

  test('puts what is given over the defaults and joins classes', ({ assert }) => {
    const given = { all: () => ({ kind: 'primary', class: 'push', type: 'button', id: undefined }) }
    assert.equal(
      writeAttributes(given, ['kind'], {
        'class': 'button',
        'type': 'submit',
        'id': 'go',
        'data-kind': 'primary',
      }),
      ' class="button push" type="button" id="go" data-kind="primary"'
    )
  })

  test('refuses {0}')
    .with(['onclick', 'ONLOAD', 'style', 'a b', 'x"', '<b'])
    .run(({ assert }, name) => {
      assert.throws(() => writeAttributes({ [name]: 'x' }))
    })

  test('lets attributes of htmx and Alpine through', ({ assert }) => {
    assert.equal(
      writeAttributes({
        'hx-target:inherited': '#a',
        '@click.prevent': 'toggle',
        ':hidden': '!open',
      }),
      ' hx-target:inherited="#a" @click.prevent="toggle" :hidden="!open"'
    )
  })
})
