import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync } from 'node:fs'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Suite } from '#crypto/suite.ts'
import { commandMasterKey } from '#vault/kms-command.ts'
import { httpMasterKey } from '#vault/kms-http.ts'
import { localMasterKey, type MasterKey } from '#vault/master-key.ts'
import { isWeak, type Config } from './config.ts'

/**
 * Those that may hold the key above all keys, the one in use first: a key service; what the operator gave; or what was made
 * at the first start and is kept beside the state, readable by its owner alone. Whoever runs this for real keeps it elsewhere.
 */
export function masterKeysOf(config: Config, suite: Suite): readonly MasterKey[] {
  const { masterKey, newMasterKey } = config.secrets
  const service = serviceOf(config)
  const given = [masterKey, newMasterKey].flatMap((hex) => (hex ? [Buffer.from(hex, 'hex')] : []))
  const kept = masterKey ? [] : keptKeys(config, service !== undefined)
  const local = [...kept, ...given].map((key) => localMasterKey(suite, key))
  return service ? [service, ...local] : local
}

function serviceOf({ keyService, secrets }: Config): MasterKey | undefined {
  if (!keyService) return undefined
  if ('command' in keyService) return commandMasterKey(keyService.command)
  return httpMasterKey({ ...keyService, token: secrets.keyServiceToken ?? '' })
}

const pathIn = ({ stateDir }: Config): string => join(stateDir, 'master.key')
const nextPathIn = (config: Config): string => `${pathIn(config)}.next`

/** The one in use, and the one that a change of keys was about to put in its place. */
function keptKeys(config: Config, isElsewhere: boolean): readonly Uint8Array[] {
  const path = pathIn(config)
  const known = [path, nextPathIn(config)].filter((one) => existsSync(one))
  if (known.length > 0) return known.map(readKey)
  if (isElsewhere) return []
  if (existsSync(join(config.stateDir, 'yijian.db')))
    throw new Error(
      `${path} is missing, and without it nothing in the database can be opened: put it back, or name it in MASTER_KEY_FILE`,
    )
  return [makeKey(path)]
}

/**
 * What the keys are to lie under from now on. A kept key gets a new one beside it, which takes its place by `done`; a
 * given one the new one that was given; a key service goes on, since it changes its own key by itself.
 */
export function nextMasterKey(
  config: Config,
  suite: Suite,
): { readonly to: MasterKey; readonly done: () => void } {
  const { newMasterKey, masterKey } = config.secrets
  const service = serviceOf(config)
  const given = newMasterKey ?? masterKey
  const done = (): void => {}
  if (service) return { to: service, done }
  if (given) return { to: localMasterKey(suite, Buffer.from(given, 'hex')), done }
  const next = nextPathIn(config)
  const key = existsSync(next) ? readKey(next) : makeKey(next)
  return { to: localMasterKey(suite, key), done: () => takePlace(config) }
}

/** A change that ended before its last step: the new key was to take the place of the old one. */
export function finishChange(config: Config, suite: Suite, inUse: string): boolean {
  const next = nextPathIn(config)
  if (!existsSync(next) || localMasterKey(suite, readKey(next)).id !== inUse) return false
  takePlace(config)
  return true
}

function takePlace(config: Config): void {
  renameSync(nextPathIn(config), pathIn(config))
  syncFolder(config.stateDir)
}

function readKey(path: string): Uint8Array {
  const text = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new Error(`${path} holds no key of 64 hexadecimal digits: put back the right file`)
  if (isWeak(text))
    throw new Error(`${path} holds a weak key: put back the file that was made here`)
  return Buffer.from(text, 'hex')
}

/** Of two processes that start at once on an empty folder one makes it, whole or not at all, and the other reads it. */
function makeKey(path: string): Uint8Array {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`
  const file = openSync(part, 'wx', 0o600)
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  try {
    linkSync(part, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(part, { force: true })
  }
  syncFolder(dirname(path))
  return readKey(path)
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
