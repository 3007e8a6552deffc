import { freePort } from '#tests/support/server_process'

/** The environment of a process whose memory can be tidied from outside. */
export async function inspectable(): Promise<{ port: number; env: NodeJS.ProcessEnv }> {
  const port = await freePort()
  return { port, env: { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` } }
}

/** Lets a process throw away what it no longer uses, so that what is left is what it needs. */
export async function collectGarbage(port: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
  const [{ webSocketDebuggerUrl }] = (await answer.json()) as any[]
  const socket = new WebSocket(webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.onopen = () =>
      socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }))
    socket.onmessage = resolve
    socket.onerror = reject
  })
  socket.close()
}
