import fs from 'node:fs'

/**
 * From now on this process finds no more room below a folder than so many bytes: what a full disk answers to every stream
 * that is written there.
 * @returns what makes room again
 */
export function fillDisk(folder: string, room: number): () => void {
  const { open, write, writev } = fs
  const inside = new Set<number>()
  let left = room
  const refuse = (fd: number, bytes: number, done: (error: Error, written: number) => void) => {
    if (!inside.has(fd)) return false
    if (bytes <= left) {
      left -= bytes
      return false
    }
    const error = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
    })
    setImmediate(done, error, 0)
    return true
  }
  Object.assign(fs, {
    open: (path: fs.PathLike, ...rest: any[]) => {
      const done = rest.pop()
      return (open as any)(path, ...rest, (error: Error | null, fd: number) => {
        if (!error && String(path).startsWith(folder)) inside.add(fd)
        else if (!error) inside.delete(fd)
        done(error, fd)
      })
    },
    write: (fd: number, data: Buffer, ...rest: any[]) =>
      refuse(fd, data.length, rest.at(-1)) || (write as any)(fd, data, ...rest),
    writev: (fd: number, data: Buffer[], ...rest: any[]) =>
      refuse(fd, Buffer.concat(data).length, rest.at(-1)) || (writev as any)(fd, data, ...rest),
  })
  return () => Object.assign(fs, { open, write, writev })
}
