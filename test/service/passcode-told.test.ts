import { expect, it } from 'vitest'
import { MASK } from '#vault/mask-passcode.ts'
import { aHouse, aPerson, reports } from './house.ts'

it('a passcode pasted into the chat is refused kindly, masked at once, and the question stays', async () => {
  await using house = await aHouse()
  const { passcode } = await reports(aPerson(house, '500153'))
  const person = aPerson(house, '500153')
  const asked = await person.says('昌元街道菜市场后头有人给人打针输液没得证')
  const refused = await person.says(`我的密码是 ${passcode.toLowerCase()}，帮我看看`)
  expect(refused).toContain('查询密码')
  expect(refused).not.toContain('{')
  const lines = (await person.reads()).map(({ text }) => text).join('\n')
  expect(lines).toContain(`我的密码是 ${MASK}`)
  expect(lines.toUpperCase()).not.toContain(passcode)
  expect(asked).toContain('登记，行吗')
  expect(await person.says('行')).toContain('您说的话由办这件事的部门看')
})

it('a passcode is taken where it is asked for, and what only looks like one is taken anywhere', async () => {
  await using house = await aHouse()
  const { number, passcode } = await reports(aPerson(house, '500153'))
  const person = aPerson(house, '500153')
  await person.says('进度')
  await person.says(number)
  expect(await person.says(passcode)).toContain(number)
  const other = aPerson(house, '500153')
  const said = await other.says(
    `批号 ${passcode.replace(/^./, (one) => (one === 'A' ? 'B' : 'A'))} 的药过期了`,
  )
  expect(said).not.toContain('查询密码')
})

it('a long story with a passcode in it is kept, with the passcode masked, and the sender is told', async () => {
  await using house = await aHouse()
  const { passcode } = await reports(aPerson(house, '500153'))
  const person = aPerson(house, '500153')
  const story =
    '昌元街道菜市场后头二楼有个老太婆给人打针输液，没有行医资格证，药瓶标签都撕了，天天早上都有人去'
  const said = await person.says(`${story} ${passcode}`)
  expect(said).toContain('密码遮住了')
  expect(said).toContain('登记，行吗')
  expect(said).not.toContain(passcode)
})

it('who is in danger is heard, with the passcode masked', async () => {
  await using house = await aHouse()
  const { passcode } = await reports(aPerson(house, '500153'))
  const person = aPerson(house, '500153')
  expect(await person.says(`打针打得人没气了快死了 ${passcode}`)).toContain('120')
  expect((await person.reads()).map(({ text }) => text).join('\n')).not.toContain(passcode)
})
