/** From this depth on answers stand under each other instead of further in. */
export const DEEPEST = 3

interface Written {
  id: number
  parentId: number | null
}

export type Threaded<One extends Written> = One & { replies: Threaded<One>[] }

/**
 * Puts comments (oldest first) into threads of any depth, drawn at most `DEEPEST` levels deep: what answers something
 * deeper stands below it in order of time. An answer whose comment is not among them starts a thread.
 */
export function threadComments<One extends Written>(comments: One[]): Threaded<One>[] {
  const known = new Map<number, { comment: Threaded<One>; home: Threaded<One>[]; depth: number }>()
  const roots: Threaded<One>[] = []
  for (const written of comments) {
    const comment: Threaded<One> = { ...written, replies: [] }
    const parent = written.parentId === null ? undefined : known.get(written.parentId)
    const isFlat = parent !== undefined && parent.depth + 1 >= DEEPEST
    const home = !parent ? roots : isFlat ? parent.home : parent.comment.replies
    const depth = !parent ? 0 : isFlat ? parent.depth : parent.depth + 1
    home.push(comment)
    known.set(comment.id, { comment, home, depth })
  }
  return roots
}
