import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'

/**
 * The key above all keys. Given by the operator, or made at the first start and kept beside the state, readable by its
 * owner alone; whoever runs this for real moves it to another machine's secret store and names it in `MASTER_KEY_FILE`.
 */
export function masterKeyOf({ secrets, stateDir }: Config): Uint8Array {
  if (secrets.masterKey) return Buffer.from(secrets.masterKey, 'hex')
  const path = join(stateDir, 'master.key')
  if (existsSync(path)) return readKey(path)
  if (existsSync(join(stateDir, 'yijian.db')))
    throw new Error(
      `${path} is missing, and without it nothing in the database can be opened: put it back, or name it in MASTER_KEY_FILE`,
    )
  return makeKey(path)
}

function readKey(path: string): Uint8Array {
  const text = readFileSync(path, 'utf8').trim()
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  throw new Error(`${path} holds no key of 64 hexadecimal digits: put back the right file`)
}

function makeKey(path: string): Uint8Array {
  const key = randomBytes(32)
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, `${key.toString('hex')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
  return key
}
