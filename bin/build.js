/*
 * `npm run build`: compiles into build/, and adds the launcher, which is JavaScript already and unknown to the compiler.
 * Served from here with `npm run serve`, or from a copy of build/ with its own `npm run serve`.
 */
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { ROOT, exitCodeOf } from './runtime.js'
import { giveUp } from './terminal.js'

const OUTPUT = join(ROOT, 'build')
const compiler = spawn(
  process.execPath,
  [join(ROOT, 'ace.js'), 'build', ...process.argv.slice(2)],
  {
    cwd: ROOT,
    stdio: 'inherit',
  }
)
const code = await exitCodeOf(compiler, { passSignals: true })
if (code !== 0 || !existsSync(join(OUTPUT, 'bin', 'server.js'))) {
  giveUp('The build failed; see above.')
}
copyLauncher()
keepServingScripts()

function copyLauncher() {
  for (const name of readdirSync(join(ROOT, 'bin'))) {
    if (name.endsWith('.js')) cpSync(join(ROOT, 'bin', name), join(OUTPUT, 'bin', name))
  }
  for (const name of ['ace.js', '.env.example', '.npmrc']) {
    if (existsSync(join(ROOT, name))) cpSync(join(ROOT, name), join(OUTPUT, name))
  }
}

/** In a copy of build/ there is nothing to compile or to test: `npm start` serves it. */
function keepServingScripts() {
  const path = join(OUTPUT, 'package.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  const { preserve, serve, demo, backup, restore } = manifest.scripts
  manifest.scripts = {
    ...{ prestart: preserve, start: serve, preserve, serve, predemo: preserve, demo },
    ...{ prebackup: preserve, backup, prerestore: preserve, restore },
  }
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`)
}
