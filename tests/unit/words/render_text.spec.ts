import { test } from '@japa/runner'
import { mentionsIn, renderText } from '#services/words/render_text'

const people = new Map([
  ['ana', { fullName: 'Ana Reyes' }],
  ['j.cruz', { fullName: 'Joy <b>Cruz</b>' }],
])

/** What came from outside must never come out as something a browser runs, loads or sends. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="https://evil.test"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox(1))',
  '![x](https://evil.test/pixel.png)',
  '![x](javascript:alert(1))',
  '<div hx-get="/logout" hx-trigger="load"></div>',
  '<p x-data="{}" x-init="alert(1)">x</p>',
  '<button @click="alert(1)" :class="a">x</button>',
  '<form action="/tickets/1/trash" method="post"><button>x</button></form>',
  '<input autofocus onfocus=alert(1)>',
  '<style>body{display:none}</style>',
  '<p style="position:fixed;inset:0">x</p>',
  '<p class="toast" id="ticket">x</p>',
  '<meta http-equiv="refresh" content="0;url=https://evil.test">',
  '<base href="https://evil.test">',
  '<object data="x"></object><embed src="x">',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '```"><img src=x onerror=alert(1)>\nx\n```',
  '[x](https://a.test "onmouseover=alert(1)")',
  '[x](https://a.test"onmouseover="alert(1))',
  '<https://a.test/"onmouseover="alert(1)>',
  '@ana"><img src=x onerror=alert(1)>',
  '<<script>script>alert(1)<</script>/script>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '[x](//evil.test/path)',
]

const TAGS =
  /^(?:p|br|strong|em|s|a|ul|ol|li|blockquote|code|pre|hr|h3|h4|table|thead|tbody|tr|th|td|span)$/

test.group('What people write becomes HTML', () => {
  test('nothing active comes out of {$i}')
    .with(ATTACKS)
    .run(({ assert }, attack) => {
      const html = renderText(attack, people)
      for (const [, tag, attributes] of html.matchAll(/<\/?([a-z0-9]+)((?:\s[^>]*)?)>/gi)) {
        assert.match(tag, TAGS, html)
        for (const [, name, value] of attributes.matchAll(/\s([^\s=]+)(?:="([^"]*)")?/g)) {
          assert.include(['href', 'rel', 'class', 'start', '/'], name, html)
          if (name === 'href') assert.match(value, /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i, html)
          if (name === 'class') assert.equal(value, 'mention', html)
        }
      }
    })

  test('keeps what Markdown is for', ({ assert }) => {
    const html = renderText('# Big\n\n**bold** and `code`\n\n- one\n- two\n\n> said\n\nline\nbreak')
    assert.include(html, '<h3>Big</h3>')
    assert.include(html, '<strong>bold</strong> and <code>code</code>')
    assert.include(html, '<li>one</li>')
    assert.include(html, '<blockquote>')
    assert.include(html, 'line<br />')
  })

  test('marks every link as foreign', ({ assert }) => {
    assert.equal(
      renderText('https://a.test'),
      '<p><a href="https://a.test" rel="noopener nofollow">https://a.test</a></p>'
    )
  })

  test('leads from a number to the ticket', ({ assert }) => {
    const html = renderText('like #12, not a#3, `#4` or [#5](https://a.test)')
    assert.include(html, '<a href="/tickets/12" rel="noopener nofollow">#12</a>')
    assert.notInclude(html, '/tickets/3')
    assert.notInclude(html, '/tickets/4')
    assert.notInclude(html, '/tickets/5')
  })

  test('names the people it knows, escaped, and leaves others as they are', ({ assert }) => {
    const html = renderText('@Ana, @j.cruz. and @ghost, mail me at x@ana.test', people)
    assert.include(html, '<span class="mention">@Ana Reyes</span>,')
    assert.include(html, '<span class="mention">@Joy &lt;b&gt;Cruz&lt;/b&gt;</span>.')
    assert.include(html, '@ghost')
    assert.notInclude(html, 'Ana Reyes</span>.test')
  })

  test('finds mentions outside code and links, once', ({ assert }) => {
    assert.deepEqual(
      mentionsIn('@ana @ANA `@ben` [@kim](https://a.test) (@joy) x@rico.test @olga-x.'),
      ['ana', 'joy', 'olga-x']
    )
  })

  test('is empty for empty text', ({ assert }) => {
    assert.equal(renderText(''), '')
  })
})
