import { createHash } from 'node:crypto'
import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from './config.ts'

/** Why `serve` does not start outside `demo`: what would be open to others, each with its cure. */
export function startRefusals(config: Config): readonly string[] {
  return [
    ...openFiles(config),
    ...keysBesideCopies(config),
    ...knownKeys(config),
    ...openDatabase(config),
    ...openKeyService(config),
  ]
}

const keptKeys = ({ stateDir, secrets, keyService }: Config): readonly string[] =>
  secrets.masterKey || keyService
    ? []
    : ['master.key', 'master.key.next']
        .map((name) => join(stateDir, name))
        .filter((path) => existsSync(path))

/** What others on the machine may do to a file, as in `chmod`. */
const isOpenTo = (path: string, others: number): boolean =>
  existsSync(path) && (statSync(path).mode & others) !== 0

function openFiles(config: Config): readonly string[] {
  const given = config.secretFiles
    .filter(({ path }) => isOpenTo(path, 0o007))
    .map(
      ({ name, path }) => `${name}_FILE: everybody on this machine can read ${path}: chmod 640 it`,
    )
  const kept = keptKeys(config)
    .filter((path) => isOpenTo(path, 0o077))
    .map(
      (path) => `${path} is open to others: chmod 600 it, and change the keys (yijian keys rotate)`,
    )
  return [...given, ...kept]
}

/** Whoever takes a copy of the data must not find the key in it. */
function keysBesideCopies({ secretFiles, stateDir }: Config): readonly string[] {
  const home = existsSync(stateDir) ? realpathSync(stateDir) : stateDir
  return secretFiles
    .filter(({ name }) => name.endsWith('MASTER_KEY'))
    .map(({ name, path }) => ({ name, folder: dirname(realpathSync(path)) }))
    .filter(({ folder }) => folder !== home && existsSync(join(folder, 'yijian.db')))
    .map(
      ({ name, folder }) =>
        `${name}_FILE lies in ${folder}, a copy of the data: move the key elsewhere, whoever takes the copy could open it`,
    )
}

/** Digests of words are what people paste where a key is asked for. */
const pasted = ['', 'yijian', 'password', 'secret', 'changeme', 'master', 'test', 'admin', '123456']

const isPasted = (key: string): boolean =>
  pasted.some((word) => createHash('sha256').update(word).digest('hex') === key.toLowerCase())

function knownKeys({ secrets }: Config): readonly string[] {
  const given = { MASTER_KEY: secrets.masterKey, NEW_MASTER_KEY: secrets.newMasterKey }
  return Object.entries(given)
    .filter(([, key]) => key !== undefined && isPasted(key))
    .map(([name]) => `${name} is a key that others know: make one with openssl rand -hex 32`)
}

const defaults = [...pasted, 'postgres', 'root', 'pass', '1234', '12345678', 'qwerty', 'example']

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host === '' || host.startsWith('127.')

function openDatabase({ databaseUrl }: Config): readonly string[] {
  if (databaseUrl === undefined) return []
  if (!URL.canParse(databaseUrl))
    return ['DATABASE_URL is not an address: write @ : / in the password as %40 %3A %2F']
  const { hostname, username, password } = new URL(databaseUrl)
  const word = decodeURIComponent(password)
  const isDefault = word === username || defaults.includes(word.toLowerCase())
  return isDefault && !isLoopback(hostname)
    ? [
        `DATABASE_URL: the password for ${hostname} is a default one or none: set another one there and here`,
      ]
    : []
}

function openKeyService({ keyService }: Config): readonly string[] {
  if (!keyService || 'command' in keyService) return []
  const { protocol, hostname } = new URL(keyService.url)
  return protocol === 'http:' && !isLoopback(hostname)
    ? [
        `KMS_URL: the token and the keys would cross the network in clear to ${hostname}: use https://`,
      ]
    : []
}
