import { buildAssetSet } from '#services/assets/build_asset_set'
import { assetAddress, findAsset } from '#services/assets/find_asset'
import { copyResources } from '#tests/unit/assets/copy_resources'
import { test } from '@japa/runner'
import { rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

test.group('buildAssetSet', () => {
  test('joins the styles, draws the sprite and serves scripts as they are', async ({
    assert,
    cleanup,
  }) => {
    const places = await copyResources(cleanup)
    const { files, imports } = buildAssetSet(places)

    const styles = files.get('app.css')!.body.toString()
    assert.deepEqual(
      [...styles.matchAll(/@layer (\w+)\{/g)].map(([, layer]) => layer),
      ['reset', 'tokens', 'base', 'layout', 'components', 'utilities', 'print']
    )
    assert.notInclude(styles, '@import')
    assert.include(styles, 'light-dark(')

    const sprite = files.get('icons.svg')!.body.toString()
    for (const id of ['mark', 's-half', 'p-urgent', 'i-bell'])
      assert.include(sprite, `<symbol id="${id}"`)
    assert.notInclude(sprite, 'M0 0h24v24H0z')

    assert.include(files.get('js/app.js')!.body.toString(), "import '../vendor/htmx.js'")
    assert.includeMembers(imports.get('js/app.js')!, ['vendor/htmx.js', 'js/behaviours/toast.js'])
    assert.notInclude(imports.get('js/app.js')!, 'vendor/chart.js')
    assert.notInclude(files.get('vendor/htmx.js')!.body.toString(), 'sourceMappingURL')
  })

  test('changes its version with any byte and keeps it otherwise', async ({ assert, cleanup }) => {
    const places = await copyResources(cleanup)
    const first = buildAssetSet(places)
    assert.equal(buildAssetSet(places).version, first.version)

    await writeFile(join(places.root, 'resources/js/behaviours/menu.js'), '// nothing\n')
    const second = buildAssetSet(places)
    assert.notEqual(second.version, first.version)
    assert.notEqual(assetAddress(second, 'app.css'), assetAddress(first, 'app.css'))
    assert.isNull(findAsset(second, assetAddress(first, 'app.css')))

    await writeFile(
      join(places.root, 'resources/css/components/menu.css'),
      '@layer components { .menu { gap: 9px; } }'
    )
    assert.include(buildAssetSet(places).files.get('app.css')!.body.toString(), 'gap:9px')
  })

  test('builds from a cache that cannot be written', async ({ assert, cleanup }) => {
    const places = await copyResources(cleanup)
    const { version } = buildAssetSet({ ...places, cache: '/dev/null/cache' })
    assert.equal(version, buildAssetSet(places).version)
  })

  test('serves no links and refuses an import that is not served', async ({ assert, cleanup }) => {
    const places = await copyResources(cleanup)
    const script = join(places.root, 'resources/js/linked.js')
    await symlink('/etc/hostname', script)
    assert.isFalse(buildAssetSet(places).files.has('js/linked.js'))

    await rm(script)
    await writeFile(script, "import './missing.js'\n")
    assert.throws(
      () => buildAssetSet(places),
      'js/linked.js imports ./missing.js, which is not served'
    )
  })
})

test.group('findAsset', () => {
  test('finds {0}: {1}')
    .with([
      ['js/app.js', true],
      ['app.css', true],
      ['', false],
      ['js', false],
      ['js/', false],
      ['../package.json', false],
      ['js/../../../package.json', false],
      ['js/..%2f..%2fpackage.json', false],
      ['js/app.js%00.png', false],
      ['/etc/passwd', false],
      ['constructor', false],
      ['__proto__', false],
    ] as [string, boolean][])
    .run(async ({ assert, cleanup }, [path, found]) => {
      const set = buildAssetSet(await copyResources(cleanup))
      assert.equal(findAsset(set, `/assets/${set.version}/${path}`) !== null, found)
      assert.isNull(findAsset(set, `/assets/0123456789ab/${path}`))
      assert.isNull(findAsset(set, `/assets/${path}`))
    })

  test('has no address for an unknown file', async ({ assert, cleanup }) => {
    const set = buildAssetSet(await copyResources(cleanup))
    assert.throws(() => assetAddress(set, 'app.cs'), 'There is no asset "app.cs"')
  })
})
