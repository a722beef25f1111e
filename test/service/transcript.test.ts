import { expect, it } from 'vitest'
import { createTranscript } from '#service/transcript.ts'
import { aHouse, aPerson, reports } from './house.ts'

const hour = 3600 * 1000

it('a passcode is readable for a day, then hidden wherever it stands; typed by the reporter it is hidden at once', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  const { number, passcode } = await reports(citizen)
  await citizen.says(`我的编号 ${number}，密码 ${passcode}`)
  const standsIn = async () =>
    (await citizen.reads()).filter(({ text }) => text.includes(passcode)).map(({ from }) => from)
  expect(await standsIn()).toEqual(['office'])
  house.wait(25 * hour)
  expect(await standsIn()).toEqual([])
  expect((await citizen.reads()).filter(({ text }) => text.includes('••••')).length).toBe(2)
})

it('a page that knows the last line opens only what came later, however long the talk is', async () => {
  await using house = await aHouse()
  const address = 'somebody-who-writes-on'
  const says = async (text: string, once: string): Promise<void> => {
    const what = { type: 'text', text } as const
    const heard = { channel: 'web-chat', address, once, at: house.now(), what }
    await house.port.hear(heard, async () => 'sent')
    house.wait(5000)
  }
  for (let n = 0; n < 150; n++) await says('你好', `once-${n}`)
  let opened = 0
  const { vault } = house.world
  const counting: typeof vault.open = async (...given) => {
    opened += 1
    return await vault.open(...given)
  }
  const transcript = createTranscript({ ...house.world, vault: { ...vault, open: counting } })
  const all = await transcript('web-chat', address)
  expect(all.length).toBeGreaterThan(300)
  opened = 0
  const late = await transcript('web-chat', address, all.at(-3)?.id)
  expect(late).toEqual(all.slice(-2))
  expect(opened).toBeLessThan(5)
  expect(await transcript('web-chat', address, all.at(-1)?.id)).toEqual([])
  expect(await transcript('web-chat', address, 'unknown')).toEqual(all)
})

it('what stood on a pressed button is shown, also to a page that asks only for what is new', async () => {
  await using house = await aHouse()
  const citizen = aPerson(house, '500153')
  const said = await citizen.delivers('begin', { type: 'text', text: '你好' })
  const asked = await citizen.delivers('story', {
    type: 'text',
    text: '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
  })
  const button = [...said, ...asked].flatMap(({ buttons = [] }) => buttons).at(-2)
  const known = (await citizen.reads()).at(-1)?.id
  await citizen.delivers('press', { type: 'button', data: button?.data ?? '' })
  const pressed = (await citizen.reads(known)).find(({ from }) => from === 'reporter')
  expect(pressed?.text).toBe(button?.label)
})
