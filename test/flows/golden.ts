import { readdirSync, readFileSync } from 'node:fs'

const folder = `${import.meta.dirname}/../conversations`

export interface Golden {
  readonly name: string
  readonly path: string
  readonly file: string
}

/** Every transcript of the repository. */
export const goldens: readonly Golden[] = readdirSync(folder)
  .filter((name) => name.endsWith('.chat'))
  .toSorted()
  .map((name) => {
    const path = `${folder}/${name}`
    return { name: name.replace('.chat', ''), path, file: readFileSync(path, 'utf8') }
  })
