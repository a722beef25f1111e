import { expect, it } from 'vitest'
import { act, readCase } from '#service/desk.ts'
import { clearOrphans } from '#service/evidence.ts'
import { evidenceById } from '#store/evidence.ts'
import { aPhoto } from '../vault/sample-files.ts'
import { aHouse, aPerson, officerOf, reports, type Person, type TestHouse } from './house.ts'

let sent = 0

async function sendsPhoto(house: TestHouse, person: Person): Promise<string> {
  const bytes = await aPhoto('jpeg')
  const kept = await house.port.keepFile({ channel: 'web-chat', kind: 'image', bytes })
  if ('refused' in kept) throw new Error(kept.refused)
  await person.delivers(`a-photo-${(sent += 1)}`, { type: 'media', media: [kept] })
  return kept.id
}

async function filesOf(house: TestHouse, number: string): Promise<readonly string[]> {
  const read = await readCase(house.world, await officerOf(house, number), number)
  if (!read.ok) throw new Error(read.refusal.key)
  return read.value.evidence.map(({ id }) => id)
}

const beginning = '昌元街道菜市场后头有个老太婆给人打针输液，没得证'

it.each(['取消', '重新开始'])(
  'a photo of a report that ended with %s comes to nobody with the next one',
  async (command) => {
    await using house = await aHouse()
    const citizen = aPerson(house, '500153')
    await citizen.says(beginning)
    await sendsPhoto(house, citizen)
    await citizen.says(command)
    const { number } = await reports(citizen)
    expect(number).toBe('RC-2026-00001')
    expect(await filesOf(house, number)).toEqual([])
  },
)

it('a photo of a report that was left lying comes to nobody with the next one', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  await citizen.says(beginning)
  await sendsPhoto(house, citizen)
  house.wait(9 * 24 * 3600 * 1000)
  await house.tick()
  await citizen.says('在吗')
  const { number } = await reports(citizen)
  expect(await filesOf(house, number)).toEqual([])
})

it('a photo of the report itself comes with it, and one let go is off the disk a day later', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  await citizen.says(beginning)
  const gone = await sendsPhoto(house, citizen)
  await citizen.says('取消')
  await citizen.says(beginning)
  const kept = await sendsPhoto(house, citizen)
  const { number } = await reports(citizen, ['行', ...aStoryAfterTheFirst])
  expect(await filesOf(house, number)).toEqual([kept])
  const hours = (n: number): number => n * 3_600_000
  const left = async (): Promise<readonly string[]> =>
    (await house.world.db.read(async (tx) => await house.world.vault.orphanEvidence(tx))).map(
      ({ id }) => id,
    )
  await clearOrphans(house.world, 0, hours(1))
  expect(await left()).toEqual([gone])
  await clearOrphans(house.world, Infinity, hours(13))
  expect(await left()).toEqual([])
  expect(await filesOf(house, number)).toEqual([kept])
})

it('a photo on its way is not taken for an old one when the clock is set by more than a day', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  await citizen.says(beginning)
  const bytes = await aPhoto('jpeg')
  const kept = await house.port.keepFile({ channel: 'web-chat', kind: 'image', bytes })
  if ('refused' in kept) throw new Error(kept.refused)
  await clearOrphans(house.world, Infinity, 1)
  await clearOrphans(house.world, Infinity, 60_000)
  await citizen.delivers('a-photo-on-its-way', { type: 'media', media: [kept] })
  const { number } = await reports(citizen, ['行', ...aStoryAfterTheFirst])
  expect(await filesOf(house, number)).toEqual([kept.id])
  const row = await house.world.db.read(async (tx) => await evidenceById(tx, kept.id))
  const read = row && (await house.world.vault.readEvidence(row, 'original'))
  expect(read?.bytes.length).toBe(bytes.length)
})

it('a photo whose bytes are gone is not called received', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  await citizen.says(beginning)
  const bytes = await aPhoto('jpeg')
  const kept = await house.port.keepFile({ channel: 'web-chat', kind: 'image', bytes })
  if ('refused' in kept) throw new Error(kept.refused)
  await house.world.vault.removeEvidence(kept.id)
  const delivered = citizen.delivers('a-lost-photo', { type: 'media', media: [kept] })
  await expect(delivered).rejects.toThrow('was never kept')
})

const aStoryAfterTheFirst = [
  '菜市场后门出来左手边卖鱼的楼上二楼',
  '还在',
  '天天早上都有',
  '跳过',
  '跳过',
  '匿名',
  '提交',
]

it('a file for a report that takes nothing any more is not laid into it', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  const { number } = await reports(citizen)
  await citizen.says('补充')
  await sendsPhoto(house, citizen)
  const officer = await officerOf(house, number)
  const version = async () => {
    const read = await readCase(house.world, officer, number)
    return read.ok ? read.value.file.version : 0
  }
  const deeds = [
    { type: 'accept', task: officer.task },
    { type: 'conclude', task: officer.task, outcome: 'unfounded', text: '查了，没有发现。' },
    { type: 'close' },
  ] as const
  for (const deed of deeds) {
    if (deed.type === 'close') house.wait(31 * 24 * 3_600_000)
    const point = { number, version: await version() }
    expect(await act(house.world, officer, point, deed)).toMatchObject({ ok: true })
  }
  await citizen.says('就这些')
  expect(await filesOf(house, number)).toEqual([])
})
