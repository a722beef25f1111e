import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Officer } from '#core/access.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import * as kept from '#store/factors.ts'
import { officerById } from '#store/officers.ts'
import { accountFrom, officerOf, type Account } from './officers.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'

/** The desk as browsers know it: passkeys are good there and nowhere else. */
export interface Place {
  /** `https://jubao.example` */
  readonly origin: string
  /** `jubao.example` */
  readonly host: string
}

/** What a browser answered to a challenge that was given to it, by its mark. */
export interface Answered<Answer> {
  readonly place: Place
  readonly browser: string
  readonly answer: Answer
}

interface Content {
  readonly name: string
  readonly publicKey: string
  readonly transports: readonly string[]
}

/** Read when the first passkey is made or shown: who only starts the house need not wait for it. */
const library = async () => await import('@simplewebauthn/server')

/** How long somebody may look for their key. */
const patience = 10 * 60_000

/** What a browser is asked to make a passkey for; none of a device that has one. */
export async function passkeyToMake(
  world: Sealed,
  officer: Officer,
  {
    place,
    browser,
    login,
  }: { readonly place: Place; readonly browser: string; readonly login: string },
): Promise<object> {
  const own = await world.db.read(async (tx) => await kept.factorsOf(tx, officer.id))
  const { generateRegistrationOptions } = await library()
  return await generateRegistrationOptions({
    rpName: '医监工作台',
    rpID: place.host,
    userName: login,
    userDisplayName: officer.name,
    userID: new Uint8Array(Buffer.from(officer.id)),
    challenge: new Uint8Array(challengeFor(world, browser)),
    attestationType: 'none',
    excludeCredentials: own.flatMap(({ credential }) => (credential ? [{ id: credential }] : [])),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** What a browser is asked to sign; it offers whichever passkeys of this desk it has. */
export function passkeyToShow(
  world: World,
  { place, browser }: { readonly place: Place; readonly browser: string },
): object {
  const challenge = challengeFor(world, browser).toString('base64url')
  return { rpId: place.host, userVerification: 'required', challenge, timeout: patience }
}

/** Keeps the public half of a fresh passkey under the name its officer gave it. */
export async function addPasskey(
  world: Sealed,
  officer: Officer,
  { name, ...given }: Answered<unknown> & { readonly name: string },
): Promise<Result<true>> {
  const proved = await proveNew(world, given)
  if (!proved) return refuse('passkey-wrong')
  const { credential } = proved.registrationInfo
  const id = world.id()
  const content: Content = {
    name: name.trim().slice(0, 40),
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    transports: credential.transports ?? [],
  }
  const keyId = await world.vault.newKey()
  const sealed = await world.vault.seal(keyId, JSON.stringify(content), about(id))
  const now = world.clock()
  const done = await world.db.transaction(async (tx): Promise<Result<true>> => {
    if (await kept.factorByCredential(tx, credential.id)) return refuse('passkey-wrong')
    const row = { id, officer: officer.id, kind: 'passkey', keyId, sealed, createdAt: now }
    const rest = { credential: credential.id, confirmedAt: now, counter: credential.counter }
    await kept.keepFactor(tx, { ...row, ...rest })
    const entry = { action: 'factor-added', reason: 'passkey', subject: `officer:${officer.id}` }
    await trace(world, tx, officer, entry)
    return ok(true)
  })
  if (!done.ok) await world.vault.dropKey(keyId)
  return done
}

/** Whose passkey it is, if it signed what this browser was given. The key asked its holder for PIN or finger: both factors. */
export async function passkeyAccount(
  world: Sealed,
  given: Answered<unknown>,
): Promise<Result<Account>> {
  const answer = given.answer as Partial<AuthenticationResponseJSON> | undefined
  const credential = typeof answer?.id === 'string' ? answer.id : ''
  const row = await world.db.read(async (tx) => await kept.factorByCredential(tx, credential))
  if (!row) return refuse('passkey-wrong')
  const { publicKey, transports } = JSON.parse(
    await world.vault.open(row.keyId, row.sealed, about(row.id)),
  ) as Content
  const { verifyAuthenticationResponse } = await library()
  const proved = await verifyAuthenticationResponse({
    response: given.answer as AuthenticationResponseJSON,
    expectedChallenge: async (challenge) => await isChallenge(world, challenge, given.browser),
    expectedOrigin: given.place.origin,
    expectedRPID: given.place.host,
    requireUserVerification: true,
    credential: {
      id: credential,
      publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
      counter: row.counter,
      transports: [...transports],
    },
  }).catch(() => undefined)
  if (!proved?.verified) return refuse('passkey-wrong')
  const { newCounter: counter } = proved.authenticationInfo
  return await world.db.transaction(async (tx) => {
    const at = world.clock()
    if (counter === 0) await kept.noteFactorUse(tx, row.id, at)
    else if (!(await kept.useFactor(tx, row.id, { counter, at }))) return refuse('passkey-wrong')
    const officer = await officerById(tx, row.officer)
    if (!officer || officer.disabledAt !== undefined) return refuse('passkey-wrong')
    return ok(accountFrom(officer, await officerOf(world, tx, officer)))
  })
}

async function proveNew(world: World, { answer, place, browser }: Answered<unknown>) {
  const { verifyRegistrationResponse } = await library()
  const proved = await verifyRegistrationResponse({
    response: answer as RegistrationResponseJSON,
    expectedChallenge: async (challenge) => await isChallenge(world, challenge, browser),
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    requireUserVerification: true,
  }).catch(() => undefined)
  return proved?.verified ? proved : undefined
}

/** Random, dated and sealed for one browser, so that nothing need be kept until it is answered. */
function challengeFor(world: World, browser: string): Buffer {
  const plain = `${world.id()} ${world.clock() + patience}`
  return Buffer.from(`${plain} ${sealOf(world, plain, browser)}`)
}

/** Ours, this browser's, in time, and for the first time. */
async function isChallenge(world: World, challenge: string, browser: string): Promise<boolean> {
  const [id = '', until = '', seal = ''] = Buffer.from(challenge, 'base64url').toString().split(' ')
  const now = world.clock()
  if (seal !== sealOf(world, `${id} ${until}`, browser) || !(Number(until) > now)) return false
  return await world.db.transaction(
    async (tx) => await kept.useChallenge(tx, { id, until: Number(until), now }),
  )
}

const sealOf = (world: World, plain: string, browser: string): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(['passkey', plain, browser])))).toString(
    'base64url',
  )

const about = (id: string): string => `factor:${id}`
