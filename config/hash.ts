import { defineConfig, drivers } from '@adonisjs/core/hash'

/** Slow on purpose: fifty milliseconds of a processor a guess. Tests hash by the hundred, guard nothing, and ask for less. */
const cost = process.env.COUNTERSIGN_FAST_HASH === '1' ? 1024 : 16384

const hashConfig = defineConfig({
  default: 'scrypt',
  list: {
    scrypt: drivers.scrypt({
      cost,
      blockSize: 8,
      parallelization: 1,
      maxMemory: 33554432,
    }),
  },
})

export default hashConfig

declare module '@adonisjs/core/types' {
  export interface HashersList extends InferHashers<typeof hashConfig> {}
}
