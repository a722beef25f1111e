import { copyFileSync, cpSync, mkdirSync } from 'node:fs'
import sharp from 'sharp'
import { filed, rongchang } from '../service/filed.ts'
import {
  aHouse,
  aPerson,
  aStory,
  standsBehind,
  type Person,
  type TestHouse,
} from '../service/house.ts'
import { aFolder } from './yijian.ts'

/** A folder `var` with three reports, a picture and the operator's settings, all closed. */
export interface HouseWithCases extends Disposable {
  readonly path: (...parts: string[]) => string
  readonly env: Readonly<Record<string, string>>
  /** Puts the master key of `var` into another folder. */
  readonly bringMasterKey: (name: string) => void
  /** The same again in a folder of its own. */
  readonly again: () => HouseWithCases
}

export async function aHouseWithCases(): Promise<HouseWithCases> {
  const folder = aFolder()
  await using house = await aHouse({ STATE_DIR: folder.path('var') })
  await standsBehind(house, rongchang)
  for (let n = 0; n < 2; n += 1) await filed(house)
  await reportsWithPicture(house, aPerson(house, rongchang))
  await house.close()
  return inFolder(folder)
}

const inFolder = (folder: ReturnType<typeof aFolder>): HouseWithCases => ({
  ...folder,
  env: { STATE_DIR: folder.path('var') },
  bringMasterKey: (name) => {
    mkdirSync(folder.path(name), { recursive: true })
    if (name !== 'var')
      copyFileSync(folder.path('var', 'master.key'), folder.path(name, 'master.key'))
  },
  again: () => {
    const other = aFolder()
    cpSync(folder.path('var'), other.path('var'), { recursive: true })
    return inFolder(other)
  },
})

async function reportsWithPicture(house: TestHouse, person: Person): Promise<void> {
  const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } })
  const file = { channel: 'web-chat', kind: 'image', name: '门口.jpg' } as const
  const kept = await house.port.keepFile({ ...file, bytes: await picture.jpeg().toBuffer() })
  if ('refused' in kept) throw new Error(kept.refused)
  const [first = '', ...rest] = aStory
  await person.says(first)
  await person.delivers('picture-once', { type: 'media', media: [kept], caption: '' })
  for (const words of rest) await person.says(words)
}
