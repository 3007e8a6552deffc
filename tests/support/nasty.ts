/** Texts that a form field may be sent and none may choke on. */
export const NASTY_TEXTS = [
  'a\0b',
  '-1',
  '99999999999999999999',
  '1e309',
  'NaN',
  '2147483648',
  '2026-02-31T25:61',
  '+275760-09-13',
  `'; drop table tickets; --`,
  '<script>alert(1)</script>{{ 7 * 7 }}',
  '\u202Egnp.exe\u202C\u200B',
  'x'.repeat(50_001),
]

/** Values that only a JSON body can carry. */
export const NASTY_VALUES: unknown[] = [
  null,
  true,
  -0.5,
  1e308,
  [],
  {},
  [['a'], { b: 1 }],
  { __proto__: null, constructor: { prototype: { isAdmin: true } } },
  '\uD800',
]

/** Shapes that a form body can give a field which wants one text. */
export const NASTY_SHAPES = ['[]', '[0][1]', '[__proto__][isAdmin]', '[length]', '[a][b][c]']

/** Path parameters. */
export const NASTY_IDS = [
  '0',
  '-1',
  '2147483648',
  '99999999999999999999',
  'abc',
  '1e3',
  '1%00',
  '%ED%A0%80',
  '%E0%A4%A',
  '..%2f..%2fetc',
  `1'--`,
  '%F0%9F%92%A9',
]

/** Whole bodies, with their content type. */
export const NASTY_BODIES: [type: string, body: string][] = [
  ['application/json', '{"title": "unfinished'],
  ['application/json', '[]'],
  ['application/json', '"text"'],
  ['application/json', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['application/json', '{"__proto__":{"isAdmin":true}}'],
  ['application/x-www-form-urlencoded', `${'a[b]'.repeat(300)}=1`],
  [
    'application/x-www-form-urlencoded',
    Array.from({ length: 3000 }, (_, n) => `f${n}=1`).join('&'),
  ],
  ['application/x-www-form-urlencoded', `title=${'x'.repeat(1_200_000)}`],
  ['application/x-www-form-urlencoded', '%E0%A4%A=%00&&==&'],
  ['application/x-www-form-urlencoded; charset=utf-99', 'title=x'],
  ['multipart/form-data', 'no boundary'],
  [
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx',
  ],
  [
    'multipart/form-data; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="__proto__[x]"\r\n\r\n1\r\n--b--\r\n',
  ],
  ['text/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
  ['application/octet-stream', '\u0000\u0001\u0002'],
]
