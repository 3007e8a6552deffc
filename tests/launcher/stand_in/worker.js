/* In place of the application's worker. */
const timer = setInterval(() => {}, 1000)
console.log(`worker ${process.pid}`)
process.on('SIGTERM', () => {
  console.log('worker ended')
  clearInterval(timer)
})
