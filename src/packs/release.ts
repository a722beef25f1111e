import { readFileSync } from 'node:fs'

/** The version of the product that brought `data/`. */
export const release: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string
  }
).version
