const colours = process.stdout.isTTY && !process.env.NO_COLOR

/** @param {string} text */
export const red = (text) => paint(31, text)
/** @param {string} text */
export const green = (text) => paint(32, text)
/** @param {string} text */
export const dim = (text) => paint(2, text)
/** @param {string} text */
export const bold = (text) => paint(1, text)

/**
 * @param {number} code an SGR number (ECMA-48)
 * @param {string} text
 */
function paint(code, text) {
  return colours ? `\u001B[${code}m${text}\u001B[0m` : text
}

/** @param {string} text one line for the person at the terminal, apart from the log lines of web and worker */
export function say(text) {
  process.stdout.write(`${text}\n`)
}

/**
 * Ends the process with one sentence a problem: a stack trace would hide what to do about it.
 *
 * @param {...string} sentences
 * @returns {never}
 */
export function giveUp(...sentences) {
  for (const sentence of sentences) process.stderr.write(`${red('✖')} ${sentence}\n`)
  process.exit(1)
}

/** @param {number} since what performance.now() answered @returns {string} such as "1.4 s" */
export function elapsed(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
