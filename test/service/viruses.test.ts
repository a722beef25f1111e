import { expect, it } from 'vitest'
import { readCase, readEvidence } from '#service/desk.ts'
import { aPhoto } from '../vault/sample-files.ts'
import { aScanner, looks } from '../vault/fake-clamd.ts'
import { aHouse, aPerson, officerOf, reports, type Person, type TestHouse } from './house.ts'

const beginning = '昌元街道菜市场后头有个老太婆给人打针输液，没得证'
const rest = ['行', '菜市场后门二楼', '还在', '天天早上都有', '跳过', '跳过', '匿名', '提交']

async function sends(house: TestHouse, person: Person, bytes: Uint8Array): Promise<string> {
  const kept = await house.port.keepFile({ channel: 'web-chat', kind: 'image', bytes })
  if ('refused' in kept) throw new Error(kept.refused)
  await person.delivers(`file-${kept.id}`, { type: 'media', media: [kept] })
  return kept.id
}

async function seen(house: TestHouse, number: string, evidence: string) {
  const officer = await officerOf(house, number)
  const page = await readCase(house.world, officer, number)
  const line = page.ok ? page.value.evidence.find(({ id }) => id === evidence) : undefined
  return { line, opened: await readEvidence(house.world, officer, { number, evidence }) }
}

const infected = async (): Promise<Uint8Array> =>
  Buffer.concat([await aPhoto('jpeg'), Buffer.from('EICAR')])

it('a file with a virus is kept sealed, and officers see what was found and cannot open it', async () => {
  await using scanner = await aScanner(looks)
  await using house = await aHouse({ CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: `${scanner.port}` })
  const citizen = aPerson(house, '500153')
  await citizen.says(beginning)
  const bad = await sends(house, citizen, await infected())
  const good = await sends(house, citizen, await aPhoto('png'))
  const { number } = await reports(citizen, rest)
  expect(await seen(house, number, bad)).toMatchObject({
    line: { version: 'infected', finding: 'Win.Test.EICAR_HDB-1' },
    opened: { ok: false, refusal: { key: 'evidence-infected' } },
  })
  expect(await seen(house, number, good)).toMatchObject({
    line: { version: 'cleaned' },
    opened: { ok: true },
  })
})

it('a file that came while the scanner was away is kept, marked, and checked when it is back', async () => {
  let isBack = false
  await using scanner = await aScanner((file) => (isBack ? looks(file) : ''))
  await using house = await aHouse({ CLAMAV_HOST: '127.0.0.1', CLAMAV_PORT: `${scanner.port}` })
  const citizen = aPerson(house, '500153')
  await citizen.says(beginning)
  const bad = await sends(house, citizen, await infected())
  const good = await sends(house, citizen, await aPhoto('png'))
  const { number } = await reports(citizen, rest)
  await house.tick()
  expect(await seen(house, number, good)).toMatchObject({ line: { unchecked: true } })
  isBack = true
  house.wait(61_000)
  await house.tick()
  expect(await seen(house, number, bad)).toMatchObject({ line: { version: 'infected' } })
  const { line } = await seen(house, number, good)
  expect(line).toMatchObject({ version: 'cleaned' })
  expect(line).not.toHaveProperty('unchecked')
})
