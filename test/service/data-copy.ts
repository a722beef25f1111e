import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const shipped = join(import.meta.dirname, '../../data')

/** The shipped data in a folder of its own, to be changed or broken. */
export interface DataCopy extends Disposable {
  readonly path: string
  readonly write: (file: string, text: string) => void
  readonly read: (file: string) => string
}

export function aDataCopy(): DataCopy {
  const path = mkdtempSync(join(tmpdir(), 'yijian-data-'))
  for (const part of ['areas', 'national'])
    cpSync(join(shipped, part), join(path, part), { recursive: true })
  return {
    path,
    write: (file, text) => writeFileSync(join(path, file), text),
    read: (file) => readFileSync(join(path, file), 'utf8'),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}
