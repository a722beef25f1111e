import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SEAL = 'checked.json'

/** Digests of the files that routing reads, by path inside the data folder. */
type Digests = Readonly<Record<string, string>>

/** Notes that these very files were checked and found without fault: who reads them unchanged need not check them again. */
export function sealData(dataDir: string): void {
  writeFileSync(join(dataDir, SEAL), `${JSON.stringify(digestsOf(dataDir), null, 2)}\n`)
}

/** Whether every file is, byte for byte, as it was when all were checked, and none came or went. */
export function isAsChecked(dataDir: string): boolean {
  const sealed = readSeal(join(dataDir, SEAL))
  return sealed !== undefined && JSON.stringify(sealed) === JSON.stringify(digestsOf(dataDir))
}

function readSeal(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function digestsOf(dataDir: string): Digests {
  const files = ['national', ...namesIn(join(dataDir, 'areas')).map((name) => `areas/${name}`)]
    .flatMap((folder) => namesIn(join(dataDir, folder)).map((name) => `${folder}/${name}`))
    .filter((name) => name.endsWith('.json'))
  return Object.fromEntries(files.map((name) => [name, digestOf(join(dataDir, name))]))
}

const digestOf = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex')

const namesIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).toSorted() : []
