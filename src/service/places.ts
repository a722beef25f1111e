import { casesOfHandle, type CaseRow } from '#store/cases.ts'
import {
  casesAtPlace,
  channelOfHandle,
  dropPlaces,
  keepPlace,
  leavePlace,
  placesOfCase,
} from '#store/places.ts'
import type { Tx } from '#store/transaction.ts'
import type { Sealed } from './sealed.ts'
import { channelOf, type World } from './world.ts'

/**
 * A report is answered where it came from, and at every place whose person opened it by its passcode and wants to be
 * told there. Only the vault can tell which place that is: a row holds it sealed under the key of the case.
 */
type About = Pick<CaseRow, 'id' | 'keyId' | 'handle'>

/** What the handle of a place is sealed for. */
export const placeText = (caseId: string): string => `place:${caseId}`

const finderOf = (world: World, handle: string): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(['place', handle])))).toString('base64url')

/** Handles of the places a report may be answered at: the one last used first. */
export async function placesOf(world: Sealed, tx: Tx, about: About): Promise<readonly string[]> {
  const { id, keyId, handle } = about
  const places: string[] = []
  for (const { sealed } of await placesOfCase(tx, id))
    places.push(await world.vault.open(keyId, sealed, placeText(id)))
  return places.includes(handle) ? places : [...places, handle]
}

/** Those of its places where somebody can be told something, the one last used first. Where nobody is left still counts. */
export async function reachedPlaces(
  world: Sealed,
  tx: Tx,
  about: About,
): Promise<readonly string[]> {
  const reached: string[] = []
  for (const handle of await placesOf(world, tx, about))
    if (!(await isNobodyThere(world, tx, handle))) reached.push(handle)
  return reached
}

async function isNobodyThere(world: World, tx: Tx, handle: string): Promise<boolean> {
  const channel = await channelOfHandle(tx, handle)
  return channel !== undefined && channelOf(world, channel)?.nobodyThere === true
}

/** From now on the report is answered here first. */
export async function answerAt(
  world: Sealed,
  tx: Tx,
  { id, keyId }: About,
  handle: string,
): Promise<void> {
  const sealed = await world.vault.seal(keyId, handle, placeText(id))
  await keepPlace(tx, { caseId: id, finder: finderOf(world, handle), sealed })
}

/** Its person is here now: of its places this one is used last. Where it has only one, nothing is to be noted. */
export async function usedAt(world: Sealed, tx: Tx, about: About, handle: string): Promise<void> {
  const places = await placesOfCase(tx, about.id)
  const mine = finderOf(world, handle)
  const [last] = places
  if (!last || last.finder === mine) return
  if (about.handle === handle || places.some(({ finder }) => finder === mine))
    await answerAt(world, tx, about, handle)
}

/** Reports that came from elsewhere and are answered here too, newest first. */
export const answeredHere = async (
  world: World,
  tx: Tx,
  handle: string,
): Promise<readonly CaseRow[]> =>
  (await casesAtPlace(tx, finderOf(world, handle))).filter((one) => one.handle !== handle)

/** Every report a place may speak of without a passcode: those that came from it, and those answered here. */
export const casesHere = async (
  world: World,
  tx: Tx,
  handle: string,
): Promise<readonly CaseRow[]> => [
  ...(await casesOfHandle(tx, handle)),
  ...(await answeredHere(world, tx, handle)),
]

/** The places of one person, as far as passcodes have shown it, from any one of them. What is said of one holds for all. */
export async function placesWith(
  world: Sealed,
  tx: Tx,
  handle: string,
): Promise<readonly string[]> {
  const known = [handle]
  for (const one of known) {
    if (known.length > most) break
    for (const about of await casesHere(world, tx, one))
      for (const other of await placesOf(world, tx, about))
        if (!known.includes(other)) known.push(other)
  }
  return known
}

const most = 20

/** Nothing is told here any more of what came from elsewhere. */
export const leave = async (world: World, tx: Tx, handle: string): Promise<void> =>
  await leavePlace(tx, finderOf(world, handle))

/** A report is answered nowhere but where it came from; gives the places that were left. */
export async function leaveAll(world: Sealed, tx: Tx, about: About): Promise<readonly string[]> {
  const places = await placesOf(world, tx, about)
  await dropPlaces(tx, about.id)
  return places.filter((one) => one !== about.handle)
}
