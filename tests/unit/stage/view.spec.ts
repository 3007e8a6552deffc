import { test } from '@japa/runner'

type Point = [number, number]
const load = (path: string) =>
  import(new URL(`../../../resources/js/${path}`, import.meta.url).href)

const frame = { width: 800, height: 500, picture: { width: 1600, height: 900 }, grows: false }

test.group('The view of a stage', () => {
  test('gives back every point it shows, turned by {$self}')
    .with([0, 90, 180, 270])
    .run(async ({ assert }, turn) => {
      const { bound, hold, toPicture, toScreen } = await load('stage/view.js')
      const view = bound({ scale: 3, x: 0.2, y: 0.9, turn }, frame)
      const point: Point = [0.3, 0.7]
      const [x, y] = toPicture(toScreen(point, view, frame), view, frame)
      assert.closeTo(x, point[0], 1e-9)
      assert.closeTo(y, point[1], 1e-9)

      const closer = hold(point, [400, 250], { ...view, scale: 6 }, frame)
      const held = toScreen(point, closer, frame)
      assert.closeTo(held[0], 400, 1e-6)
      assert.closeTo(held[1], 250, 1e-6)
    })

  test('never loses the picture nor shows it smaller than whole', async ({ assert }) => {
    const { bound, toScreen } = await load('stage/view.js')
    const far = bound({ scale: 4, x: 9, y: -9, turn: 0 }, frame)
    assert.isAbove(toScreen([1, 1], far, frame)[0], 700)
    assert.isBelow(toScreen([0, 0], far, frame)[1], 100)
    assert.include(bound({ scale: 0.1, x: 0.9, y: 0.9, turn: 90 }, frame), { scale: 1, x: 0.5 })
  })
})

test.group('A line drawn by hand', () => {
  test('keeps its ends and its corners and at most 200 points', async ({ assert }) => {
    const { simplify } = await load('proof/simplify.js')
    const straight = Array.from({ length: 50 }, (_, at): Point => [at, 0])
    assert.deepEqual(simplify([...straight, [49, 30]], 0.8, 200), [[0, 0], [49, 0], [49, 30]]) // prettier-ignore
    const wild = Array.from({ length: 1500 }, (_, at): Point => [at, (at * 7919) % 97])
    const kept = simplify(wild, 0.8, 200)
    assert.isAtMost(kept.length, 200)
    assert.deepEqual([kept[0], kept.at(-1)], [wild[0], wild.at(-1)])
  })
})
